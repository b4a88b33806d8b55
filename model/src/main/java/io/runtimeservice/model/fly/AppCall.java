package io.runtimeservice.model.fly;

import io.runtimeservice.model.id.FlyAppName;
import java.util.Optional;

/** Calls about apps. */
public sealed interface AppCall<R> extends FlyCall<R> {

  FlyAppName app();

  @Override
  default Api api() {
    return Api.APPS;
  }

  @Override
  default String subject() {
    return app().value();
  }

  /**
   * Creates an app. Its failures: {@code NameTaken}.
   *
   * @param network a private network by name; empty for the organisation's default one
   * @param idempotencyKey the same key with the same name gives the same app
   */
  record Create(
      FlyAppName app, String organisation, Optional<String> network, String idempotencyKey)
      implements AppCall<Done> {
    @Override
    public String action() {
      return "app_create";
    }

    /** A new app has no limit of its own; creations count against the organisation. */
    @Override
    public String subject() {
      return organisation;
    }

    @Override
    public boolean isMutating() {
      return true;
    }
  }

  /** Reads an app. {@code Absent}: there is none; {@code Forbidden}: it is a stranger's. */
  record Get(FlyAppName app) implements AppCall<FlyApp> {
    @Override
    public String action() {
      return "app_get";
    }

    @Override
    public boolean isMutating() {
      return false;
    }
  }

  /** Deletes an app with all that belongs to it. {@code Absent}: it is gone already. */
  record Delete(FlyAppName app) implements AppCall<Done> {
    @Override
    public String action() {
      return "app_delete";
    }

    @Override
    public boolean isMutating() {
      return true;
    }
  }
}
