package io.runtimeservice.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** OPERATIONS.md: repeated errors are counted, not repeated. */
class SparingAppenderTest {

  private static final long START = 1_800_000_000_000L;
  private static final long INTERVAL = SparingAppender.INTERVAL.toMillis();

  private final LoggerContext logback = new LoggerContext();
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final SparingAppender sparing = new SparingAppender();

  @BeforeEach
  void start() {
    written.start();
    sparing.addAppender(written);
    sparing.start();
  }

  private void log(long millis, Level level, String message, String value) {
    var event = new LoggingEvent("", logback.getLogger("a"), level, message, null, null);
    event.setTimeStamp(START + millis);
    event.addKeyValuePair(new KeyValuePair("failure", value));
    sparing.doAppend(event);
  }

  private List<String> repeated() {
    return written.list.stream()
        .flatMap(it -> it.getKeyValuePairs().stream())
        .filter(it -> it.key.equals(SparingAppender.REPEATED))
        .map(it -> String.valueOf(it.value))
        .toList();
  }

  @Test
  void the_same_is_said_once_in_an_interval_and_counted_with_the_next() {
    for (int i = 0; i < 300; i++) {
      log(i, Level.WARN, "b", "gone");
    }
    assertThat(written.list).hasSize(1);
    assertThat(repeated()).isEmpty();
    log(INTERVAL, Level.WARN, "b", "gone");
    assertThat(written.list).hasSize(2);
    assertThat(repeated()).containsExactly("299");
  }

  @Test
  void of_one_message_with_ever_other_fields_a_few_are_said() {
    for (int i = 0; i < 5000; i++) {
      log(0, Level.ERROR, "b", "environment " + i);
    }
    assertThat(written.list).hasSize(SparingAppender.OF_A_MESSAGE_MAX);
    log(INTERVAL, Level.ERROR, "b", "environment 0");
    assertThat(repeated()).containsExactly("4990");
  }

  @Test
  void what_differs_is_said() {
    log(0, Level.WARN, "b", "gone");
    log(0, Level.ERROR, "b", "gone");
    log(0, Level.WARN, "c", "gone");
    log(0, Level.WARN, "b", "refused");
    assertThat(written.list).hasSize(4);
  }

  @Test
  void what_was_thrown_with_other_words_is_said() {
    for (String words : List.of("lost", "refused", "lost")) {
      var thrown = new IllegalStateException(words);
      sparing.doAppend(
          new LoggingEvent("", logback.getLogger("a"), Level.ERROR, "b", thrown, null));
    }
    assertThat(written.list).hasSize(2);
  }

  @Test
  void what_is_no_complaint_is_said_each_time() {
    for (int i = 0; i < 300; i++) {
      log(0, Level.INFO, "operation carried out", "same");
    }
    assertThat(written.list).hasSize(300);
  }

  @Test
  void a_clock_that_goes_back_silences_nobody() {
    log(INTERVAL * 100, Level.WARN, "b", "gone");
    log(0, Level.WARN, "b", "gone");
    assertThat(written.list).hasSize(2);
  }

  @Test
  void it_forgets_what_is_old_before_it_grows() {
    for (int i = 0; i < 3 * SparingAppender.REMEMBERED_MAX; i++) {
      log(0, Level.WARN, "message " + i, "gone");
    }
    assertThat(written.list).hasSize(3 * SparingAppender.REMEMBERED_MAX);
    log(0, Level.WARN, "message 0", "gone");
    assertThat(written.list).hasSize(3 * SparingAppender.REMEMBERED_MAX + 1);
  }
}
