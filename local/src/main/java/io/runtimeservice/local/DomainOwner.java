package io.runtimeservice.local;

import io.runtimeservice.local.board.StatusPage;
import io.runtimeservice.local.door.Manager;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.simulator.http.FlyVerticle;

/**
 * Plays the person who owns the sample's domain: pastes the rows that the status asks for into the
 * DNS, and asks for another look.
 */
final class DomainOwner {

  private final StatusPage page;
  private final FlyVerticle fly;
  private final Manager manager;

  DomainOwner(StatusPage page, FlyVerticle fly, Manager manager) {
    this.page = page;
    this.fly = fly;
    this.manager = manager;
  }

  /** Pastes what is asked for; nothing if nothing is. */
  void paste(EnvironmentKey key) throws InterruptedException {
    var rows = page.get("/v1/environments/" + key).tree("status").items("dns");
    if (rows.isEmpty()) {
      return;
    }
    fly.inWorld(world -> {
      for (Value row : rows) {
        if (row instanceof Value.Tree tree) {
          world
              .dns()
              .put(
                  tree.text("type").orElse(""),
                  tree.text("name").orElse(""),
                  tree.text("value").orElse(""));
        }
      }
      return rows;
    });
    manager.mark(key);
  }
}
