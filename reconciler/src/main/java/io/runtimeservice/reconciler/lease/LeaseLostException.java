package io.runtimeservice.reconciler.lease;

/** Somebody else has written the runtime record since it was read; whatever was planned is void. */
public final class LeaseLostException extends RuntimeException {

  LeaseLostException() {
    super("somebody else has written the runtime record", null, false, false);
  }
}
