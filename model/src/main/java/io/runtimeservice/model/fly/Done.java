package io.runtimeservice.model.fly;

/** The answer of a call that has none but that it was done. */
public enum Done {
  DONE
}
