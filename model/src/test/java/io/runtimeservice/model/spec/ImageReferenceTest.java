package io.runtimeservice.model.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Draws;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageReferenceTest {

  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final String PIN = "sha256:" + HEX;

  /** A reference and what it is made of; "-" for a part that it does not have. */
  record Good(String text, String repository, String tag, String digest) {}

  static Stream<Good> good() {
    return Stream.of(
        new Good(
            "registry.fly.io/app:deployment-01J", "registry.fly.io/app", "deployment-01J", "-"),
        new Good("registry.fly.io/app@" + PIN, "registry.fly.io/app", "-", PIN),
        new Good("ghcr.io/octo/checkout:v1@" + PIN, "ghcr.io/octo/checkout", "v1", PIN),
        new Good("localhost:5000/a:b", "localhost:5000/a", "b", "-"),
        new Good("localhost:5000/a/b/c@" + PIN, "localhost:5000/a/b/c", "-", PIN),
        new Good("library/nginx:1.25", "library/nginx", "1.25", "-"),
        new Good("r/a.b_c__d-e---f:_x", "r/a.b_c__d-e---f", "_x", "-"),
        new Good("r/a:" + "t".repeat(128), "r/a", "t".repeat(128), "-"),
        new Good("r/" + "a".repeat(508) + ":t", "r/" + "a".repeat(508), "t", "-"),
        new Good(
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:A_b.c-D",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app",
            "A_b.c-D",
            "-"));
  }

  static Stream<String> bad() {
    return Stream.of(
        "",
        " ",
        "nginx",
        "nginx:latest",
        "r/a",
        "r/a:",
        "r/a@",
        "r/a@sha256:",
        "r/a@" + HEX,
        "r/a@sha256:" + HEX.substring(1),
        "r/a@sha256:" + HEX + "0",
        "r/a@sha512:" + HEX,
        "r/a@sha256:" + "A".repeat(64),
        "r/a@sha256:" + "g".repeat(64),
        "r/a@" + PIN + ":t",
        "r/a:t:u",
        "r/a:t@" + PIN + "@" + PIN,
        "r/A:t",
        "R/a:t",
        "r/a :t",
        " r/a:t",
        "r/a:t ",
        "r/a:t\n",
        "r/a:\u0000",
        "/a:t",
        "r//a:t",
        "r/:t",
        "r/a/:t",
        "r/-a:t",
        "r/a-:t",
        "r/a___b:t",
        "r/a..b:t",
        "r/_a:t",
        "r/.:t",
        "r/..:t",
        "../a:t",
        "r:/a:t",
        "r:123456/a:t",
        "r:x/a:t",
        "http://r/a:t",
        "r/a:.t",
        "r/a:-t",
        "r/a:t/u",
        "r/a:té",
        "r/é:t",
        "r/a:$(id)",
        "r/a:" + "t".repeat(129),
        "r/" + "a".repeat(509) + ":t");
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_reference_has_a_tag_or_a_digest_or_both(Good row) {
    var image = ImageReference.parse(row.text).orElseThrow();
    assertThat(image.repository()).isEqualTo(row.repository);
    assertThat(image.tag().orElse("-")).isEqualTo(row.tag);
    assertThat(image.digest().orElse("-")).isEqualTo(row.digest);
    assertThat(image.isPinned()).isEqualTo(!row.digest.equals("-"));
    assertThat(ImageReference.parse(image.toString())).isPresent();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void what_is_no_reference_is_not_read(String text) {
    assertThat(ImageReference.parse(text)).isEmpty();
  }

  @Test
  void a_digest_says_more_than_a_tag() {
    assertThat(ImageReference.parse("r/a:t").orElseThrow()).hasToString("r/a:t");
    assertThat(ImageReference.parse("r/a:t@" + PIN).orElseThrow()).hasToString("r/a@" + PIN);
    assertThat(ImageReference.parse("r/a:t").orElseThrow().pinned(PIN))
        .isEqualTo(new ImageReference("r/a", Optional.of("t"), Optional.of(PIN)))
        .hasToString("r/a@" + PIN);
  }

  /**
   * The longest texts of the shapes that make a backtracking matcher try again: each repeatable
   * part as often as it fits, with an end that cannot match. That this returns is the test.
   */
  @Test
  void the_worst_text_is_refused_all_the_same() {
    var shapes =
        Stream.of(
            "a",
            "a.",
            "a-",
            "a_",
            "a__",
            "a--",
            "a/",
            "a.a/",
            "a:1/",
            "-",
            "_",
            "/",
            ":",
            "@",
            "a-a_a.a__a/",
            "0",
            "1:2/",
            "a@sha256:",
            "aa-",
            "a---");
    shapes.forEach(shape -> {
      for (String start : new String[] {"", "r/", "r:1/a", "r/a:"}) {
        for (String end : new String[] {"!", "", ":", "@", ":t@sha256:x", "-"}) {
          String worst = start + shape.repeat(600);
          int room = ImageReference.CHARACTERS_MAX - end.length();
          String text = worst.substring(0, room) + end;
          assertThat(text).hasSize(ImageReference.CHARACTERS_MAX);
          ImageReference.parse(text).ifPresent(image -> assertThat(image.tag()).isPresent());
          assertThat(ImageReference.parse(worst)).isEmpty();
        }
      }
    });
  }

  @Test
  void whatever_is_read_is_a_tag_or_a_digest_of_a_repository() {
    int read = 0;
    for (long seed = 0; seed < 2000; seed++) {
      var draws = new Draws(seed);
      String text =
          draws.word(1 + draws.upTo(3))
              + draws.oneOf(List.of("/", ".", ":", "-", ""))
              + draws.word(1 + draws.upTo(3))
              + draws.oneOf(List.of("/", ":", "@", ""))
              + draws.oneOf(List.of("x", ":t", PIN, ""));
      var image = ImageReference.parse(text);
      read += image.isPresent() ? 1 : 0;
      image.ifPresent(it ->
          assertThat(
                  it.repository()
                      + it.tag().map(":"::concat).orElse("")
                      + it.digest().map("@"::concat).orElse(""))
              .isEqualTo(text));
    }
    assertThat(read).isBetween(50, 1000);
  }
}
