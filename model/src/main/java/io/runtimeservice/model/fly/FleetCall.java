package io.runtimeservice.model.fly;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calls about a whole organisation, or all of Fly. */
public sealed interface FleetCall<R> extends FlyCall<R> {

  @Override
  default Api api() {
    return Api.FLEET;
  }

  @Override
  default boolean isMutating() {
    return false;
  }

  /**
   * Reads a page of an organisation's machines, oldest change first.
   *
   * @param updatedAfter only what changed after; empty for all
   * @param cursor where the page begins, from the page before it
   */
  record Machines(String organisation, Optional<Instant> updatedAfter, Optional<String> cursor)
      implements FleetCall<Fleet> {

    /** What is gone is news where changes are asked for, and nothing where all is. */
    public boolean includesDeleted() {
      return updatedAfter.isPresent();
    }

    /** Fly's limit and default. */
    public static final int PAGE_ROWS_MAX = 1000;

    @Override
    public String action() {
      return "fleet_list";
    }

    @Override
    public String subject() {
      return organisation;
    }
  }

  /** Reads an organisation's apps. */
  record Apps(String organisation) implements FleetCall<List<FlyApp>> {
    @Override
    public String action() {
      return "app_list";
    }

    @Override
    public String subject() {
      return organisation;
    }
  }

  /** Reads the codes of all regions. */
  record Regions() implements FleetCall<Set<String>> {
    @Override
    public String action() {
      return "region_list";
    }

    @Override
    public String subject() {
      return "platform";
    }
  }
}
