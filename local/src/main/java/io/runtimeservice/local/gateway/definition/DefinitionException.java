package io.runtimeservice.local.gateway.definition;

/** A definition says something that is not right, or that is not played here. */
public final class DefinitionException extends Exception {

  DefinitionException(String where, String expected) {
    super(where + ": expected " + expected, null, false, false);
  }
}
