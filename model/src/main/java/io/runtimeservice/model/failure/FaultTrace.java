package io.runtimeservice.model.failure;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a fault in the code happened. What a foreign exception says may quote what it stumbled
 * over, so that its message is left out of every log: its class and the way there are enough.
 */
public final class FaultTrace {

  static final int CAUSES_MAX = 4;
  static final int FRAMES_MAX = 12;

  private FaultTrace() {}

  /** The classes of a throwable and its causes, each with its topmost frames. */
  public static String of(Throwable thrown) {
    return Stream.iterate(thrown, it -> it != null, Throwable::getCause)
        .limit(CAUSES_MAX)
        .map(FaultTrace::one)
        .collect(Collectors.joining(" caused by "));
  }

  private static String one(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .limit(FRAMES_MAX)
        .map(frame ->
            frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
        .collect(Collectors.joining(" < ", thrown.getClass().getName() + " at ", ""));
  }
}
