package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.util.Optional;

/** An answer. */
record Reply(int status, Optional<Value> body) {

  static final Reply OK = of(Values.tree().put("ok", true).build());
  static final Reply NO_CONTENT = new Reply(204, Optional.empty());

  static Reply of(Value body) {
    return new Reply(200, Optional.of(body));
  }

  static Reply created(Value body) {
    return new Reply(201, Optional.of(body));
  }
}
