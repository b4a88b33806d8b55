package io.runtimeservice.model.port;

/**
 * Others who know what time it is. Before anything is taken away because of a time, they are asked:
 * a clock that has jumped must not cost anybody their production.
 */
@FunctionalInterface
public interface Witnesses {

  /** Whether all of them were heard lately, and agree with our own clock within minutes. */
  boolean agree();
}
