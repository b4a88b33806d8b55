package io.runtimeservice.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.reconciler.limit.Rate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms that settings come in, each with what it is read as. */
class TextsTest {

  private enum Colour {
    RED,
    DARK_GREEN
  }

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "1s, PT1S",
    "90s, PT1M30S",
    "5m, PT5M",
    "24h, PT24H",
    "7d, PT168H",
    "007s, PT7S",
    "999999d, PT23999976H"
  })
  void a_duration_is_a_number_and_its_unit(String text, Duration read) {
    assertThat(Texts.duration(text)).contains(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "5 m",
        " 5m",
        "5m ",
        "-5m",
        "+5m",
        "1.5h",
        "5M",
        "5min",
        "1h30m",
        "PT5M",
        "0s",
        "0d",
        "1000000s",
        "٥m",
        "5m\n",
        "5w"
      })
  void anything_else_is_no_duration(String text) {
    assertThat(Texts.duration(text)).isEmpty();
  }

  @Test
  void a_duration_is_within_its_bounds_however_it_is_written() {
    var read = Texts.duration(Duration.ofSeconds(1), Duration.ofMinutes(1));
    assertThat(read.apply("1000ms")).contains(Duration.ofSeconds(1));
    assertThat(read.apply("60s")).contains(Duration.ofMinutes(1));
    assertThat(read.apply("999ms")).isEmpty();
    assertThat(read.apply("61s")).isEmpty();
    assertThat(read.apply("1h")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1/s burst 3, 1, 3",
    "0.5/s burst 1, 0.5, 1",
    "0.001/s burst 9999, 0.001, 9999",
    "9999.999/s burst 1, 9999.999, 1"
  })
  void a_rate_is_so_many_a_second_and_so_many_at_once(String text, double perSecond, int burst) {
    assertThat(Texts.rate(text)).contains(new Rate(perSecond, burst));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1/s",
        "1 burst 3",
        "1/m burst 3",
        "1/s burst",
        "1/s burst 0",
        "0/s burst 3",
        "0.000/s burst 3",
        "-1/s burst 3",
        "1/s burst -3",
        "1/s burst 1.5",
        "1./s burst 3",
        ".5/s burst 3",
        "1e3/s burst 3",
        "NaN/s burst 3",
        "10000/s burst 3",
        "1/s burst 10000",
        "1/s  burst 3",
        "1/s, burst 3",
        "1/s burst 3 "
      })
  void anything_else_is_no_rate(String text) {
    assertThat(Texts.rate(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:9324",
        "https://sqs.eu-west-3.amazonaws.com/123456789012/marks",
        "http://127.0.0.1:1/a/b",
        "http://[::1]:8080/"
      })
  void a_url_is_an_address_over_http(String text) {
    assertThat(Texts.url(text)).contains(URI.create(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "localhost:8080",
        "//localhost",
        "/v1",
        "ftp://localhost",
        "file:///etc/passwd",
        "http:",
        "http://",
        "http:///marks",
        "http:opaque",
        "http://a host/",
        "http://host/%zz",
        "http://host\n/"
      })
  void anything_else_is_no_url(String text) {
    assertThat(Texts.url(text)).isEmpty();
  }

  /** A password there would be shown wherever the address is. */
  @ParameterizedTest
  @ValueSource(strings = {"http://me@host/", "http://me:password@host/", "http://:@host/"})
  void a_url_has_no_credentials(String text) {
    assertThat(Texts.url(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host/?token=1", "http://host?", "http://host/a#b"})
  void a_url_has_neither_query_nor_fragment(String text) {
    assertThat(Texts.url(text)).isEmpty();
  }

  @Test
  void a_path_is_any_but_a_blank_one() {
    assertThat(Texts.path("/run/token")).contains(Path.of("/run/token"));
    assertThat(Texts.path("token")).contains(Path.of("token"));
    assertThat(Texts.path("")).isEmpty();
    assertThat(Texts.path(" \t")).isEmpty();
    assertThat(Texts.path("/run/\0token")).isEmpty();
  }

  @Test
  void a_whole_number_is_within_its_bounds() {
    var read = Texts.whole(1, 10);
    assertThat(read.apply("1")).contains(1);
    assertThat(read.apply("010")).contains(10);
    assertThat(read.apply("0")).isEmpty();
    assertThat(read.apply("11")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "+1", "1.0", "1e0", " 1", "1 ", "0x1", "1_0", "٣", "9999999999"})
  void anything_but_digits_is_no_whole_number(String text) {
    assertThat(Texts.whole(Integer.MIN_VALUE, Integer.MAX_VALUE).apply(text)).isEmpty();
  }

  @Test
  void a_word_is_a_constant_in_small_letters() {
    var read = Texts.word(Colour.values());
    assertThat(read.apply("red")).contains(Colour.RED);
    assertThat(read.apply("dark_green")).contains(Colour.DARK_GREEN);
    assertThat(read.apply("RED")).isEmpty();
    assertThat(read.apply("re")).isEmpty();
    assertThat(read.apply("")).isEmpty();
  }

  @Test
  void a_pattern_has_to_match_the_whole_text() {
    var read = Texts.matching("[a-z]{2}");
    assertThat(read.apply("ab")).contains("ab");
    assertThat(read.apply("abc")).isEmpty();
    assertThat(read.apply("ab\n")).isEmpty();
  }
}
