package io.runtimeservice.simulator.table;

/** What may be asked of the table; each is one call to DynamoDB. */
public enum TableCall {
  LOAD(false),
  LIST(false),
  HISTORY(false),
  GENERATIONS(false),
  RESERVATIONS(false),
  READ_CONTROL(false),
  READ_SWEEP(false),
  SCAN(false),
  WRITE_STATUS(true),
  WRITE_URL(true),
  REPLACE(true),
  APPEND(true),
  REACH(true),
  CLAIM(true),
  TAKE_OVER(true),
  RELEASE(true),
  REPLACE_CONTROL(true),
  REPLACE_SWEEP(true);

  private final boolean write;

  TableCall(boolean write) {
    this.write = write;
  }

  public boolean isWrite() {
    return write;
  }

  /** Whether it is made for no environment, again and again: by the sweep, and for the switches. */
  public boolean isRoutine() {
    return switch (this) {
      case SCAN, READ_SWEEP, REPLACE_SWEEP, READ_CONTROL -> true;
      case LOAD,
          LIST,
          HISTORY,
          GENERATIONS,
          RESERVATIONS,
          WRITE_STATUS,
          WRITE_URL,
          REPLACE,
          APPEND,
          REACH,
          CLAIM,
          TAKE_OVER,
          RELEASE,
          REPLACE_CONTROL ->
          false;
    };
  }
}
