package io.runtimeservice.app.command;

import io.runtimeservice.model.control.Control;
import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.Write;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

/** The control record in memory, and others who write it. */
final class ControlShelf implements ControlStore {

  private final Deque<UnaryOperator<Control>> others = new ArrayDeque<>();
  private Control control = Control.NONE;
  private int writes;

  Control control() {
    return control;
  }

  void put(Control next) {
    control = next;
  }

  /** How often a write was asked for. */
  int writes() {
    return writes;
  }

  /** Somebody else is faster than the next write that is asked for. */
  void somebodyElseWrites(UnaryOperator<Control> change) {
    others.add(change);
  }

  @Override
  public Future<Control> read() {
    return Future.succeededFuture(control);
  }

  @Override
  public Future<Write> replace(long readRev, Control next) {
    writes++;
    if (!others.isEmpty()) {
      control = others.remove().apply(control);
    }
    if (control.rev() != readRev) {
      return Future.succeededFuture(Write.REFUSED);
    }
    control = next;
    return Future.succeededFuture(Write.WRITTEN);
  }
}
