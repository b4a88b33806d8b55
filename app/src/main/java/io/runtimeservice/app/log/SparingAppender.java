package io.runtimeservice.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/**
 * Says a complaint once in an interval and counts how often it would have been said besides: the
 * next one of that message, with whatever fields, says so in the field {@code repeated}. Of one
 * message with ever other fields no more than a few are said. What is no complaint, the audit among
 * it, goes through untouched.
 *
 * <p>Time is that of the events.
 */
public final class SparingAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements AppenderAttachable<ILoggingEvent> {

  static final Duration INTERVAL = Duration.ofMinutes(1);

  /** How often a message is said in an interval, with ever other fields. */
  static final int OF_A_MESSAGE_MAX = 10;

  /** Past so many different ones the oldest is forgotten, and said anew. */
  static final int REMEMBERED_MAX = 1000;

  static final String REPEATED = "repeated";

  private final AppenderAttachableImpl<ILoggingEvent> next = new AppenderAttachableImpl<>();
  private final Map<Object, Said> lines = new Remembered();
  private final Map<Object, Said> messages = new Remembered();

  /** What makes a complaint the same as another. */
  private record Line(Message message, List<String> fields, String thrown) {}

  private record Message(String logger, Level level, String text) {}

  /** How often something was said in the current interval, and how often it was not. */
  private static final class Said {
    private long sinceMillis;
    private int times;
    private long leftOut;
  }

  private static final class Remembered extends LinkedHashMap<Object, Said> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Said> eldest) {
      return size() > REMEMBERED_MAX;
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      next.appendLoopOnAppenders(event);
      return;
    }
    long leftOut = leftOut(event);
    if (leftOut >= 0) {
      if (leftOut > 0 && event instanceof LoggingEvent complete) {
        complete.addKeyValuePair(new KeyValuePair(REPEATED, leftOut));
      }
      next.appendLoopOnAppenders(event);
    }
  }

  /** How often it was left out since it was said last; negative if it is to be left out now. */
  private synchronized long leftOut(ILoggingEvent event) {
    var message =
        new Message(event.getLoggerName(), event.getLevel(), String.valueOf(event.getMessage()));
    var line = lines.computeIfAbsent(line(message, event), _ -> new Said());
    var like = messages.computeIfAbsent(message, _ -> new Said());
    long now = event.getTimeStamp();
    renew(line, now);
    renew(like, now);
    if (line.times >= 1 || like.times >= OF_A_MESSAGE_MAX) {
      like.leftOut++;
      return -1;
    }
    line.times++;
    like.times++;
    long leftOut = like.leftOut;
    like.leftOut = 0;
    return leftOut;
  }

  private static void renew(Said said, long nowMillis) {
    if (nowMillis - said.sinceMillis >= INTERVAL.toMillis() || nowMillis < said.sinceMillis) {
      said.sinceMillis = nowMillis;
      said.times = 0;
    }
  }

  private static Line line(Message message, ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    var fields =
        pairs == null ? List.<String>of() : pairs.stream().map(KeyValuePair::toString).toList();
    var thrown = event.getThrowableProxy();
    return new Line(
        message, fields, thrown == null ? "" : thrown.getClassName() + ": " + thrown.getMessage());
  }

  @Override
  public void addAppender(Appender<ILoggingEvent> appender) {
    next.addAppender(appender);
  }

  @Override
  public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
    return next.iteratorForAppenders();
  }

  @Override
  public Appender<ILoggingEvent> getAppender(String name) {
    return next.getAppender(name);
  }

  @Override
  public boolean isAttached(Appender<ILoggingEvent> appender) {
    return next.isAttached(appender);
  }

  @Override
  public void detachAndStopAllAppenders() {
    next.detachAndStopAllAppenders();
  }

  @Override
  public boolean detachAppender(Appender<ILoggingEvent> appender) {
    return next.detachAppender(appender);
  }

  @Override
  public boolean detachAppender(String name) {
    return next.detachAppender(name);
  }
}
