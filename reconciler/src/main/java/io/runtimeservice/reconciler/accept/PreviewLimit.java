package io.runtimeservice.reconciler.accept;

import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.EnvironmentStore;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.runtimeservice.model.port.EnvironmentStore.Row;
import io.runtimeservice.model.port.RuntimeStore;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.model.status.Reason;
import io.runtimeservice.reconciler.status.Trouble;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses new previews of an app that has as many as it may have. What is there stays: a limit that
 * is lowered takes nothing away.
 *
 * <p>It is asked before a name is reserved, and again once it is: of many that are made at the same
 * moment those with the earliest names are let in. Clocks that differ by a moment may let in one
 * more for each that is made in it.
 *
 * <p>It costs two queries of the app's runtime records, of some 1 KiB each, for each new preview.
 */
public final class PreviewLimit {

  static final int PAGE_RECORDS_MAX = 250;

  /** The earlier name first; of two, the lesser id. */
  private static final Comparator<Map.Entry<EnvironmentKey, Instant>> EARLIEST_FIRST =
      Map.Entry.<EnvironmentKey, Instant>comparingByValue()
          .thenComparing(it -> it.getKey().toString());

  private final EnvironmentStore environments;
  private final RuntimeStore runtimes;

  public PreviewLimit(EnvironmentStore environments, RuntimeStore runtimes) {
    this.environments = environments;
    this.runtimes = runtimes;
  }

  /**
   * Why it may not be made; empty if it may.
   *
   * @param reservedAt since when it has a name; empty if it has none yet
   */
  public Future<Optional<Trouble>> judge(Desired desired, Optional<Instant> reservedAt) {
    if (desired.type() != EnvironmentType.PREVIEW || desired.wish() == Wish.DELETED) {
      return Future.succeededFuture(Optional.empty());
    }
    AppId app = desired.key().app();
    return runtimes
        .reservations(app)
        .compose(reserved -> {
          var others = before(desired.key(), reservedAt, reserved);
          return others.size() < desired.maxPreviews()
              ? Future.succeededFuture(Optional.empty())
              : previews(app, Optional.empty(), new HashSet<>())
                  .map(previews -> refusal(desired.maxPreviews(), others, previews));
        });
  }

  private static Map<EnvironmentKey, Instant> before(
      EnvironmentKey key, Optional<Instant> reservedAt, Map<EnvironmentKey, Instant> reserved) {
    var others = new HashMap<>(reserved);
    others.remove(key);
    reservedAt.ifPresent(
        at -> others.entrySet().removeIf(it -> EARLIEST_FIRST.compare(it, Map.entry(key, at)) > 0));
    return others;
  }

  /** Only now is it asked which of them are previews: most apps are far from their limit. */
  private static Optional<Trouble> refusal(
      int max, Map<EnvironmentKey, Instant> others, Set<EnvironmentKey> previews) {
    others.keySet().retainAll(previews);
    if (others.size() < max) {
      return Optional.empty();
    }
    String oldest =
        others.entrySet().stream()
            .min(EARLIEST_FIRST)
            .map(it -> oldest(it.getKey().environment(), it.getValue()))
            .orElse("");
    return Optional.of(
        Trouble.of(
            Reason.QUOTA_EXCEEDED, "There are %d of %d%s.".formatted(others.size(), max, oldest)));
  }

  private static String oldest(EnvironmentId id, Instant since) {
    return "; the oldest is %s, since %s".formatted(id, since);
  }

  private Future<Set<EnvironmentKey>> previews(
      AppId app, Optional<String> cursor, Set<EnvironmentKey> all) {
    return environments
        .list(new Query(Optional.of(app), Optional.empty(), PAGE_RECORDS_MAX, cursor))
        .compose(page -> {
          page.rows().stream().filter(PreviewLimit::isPreview).map(Row::key).forEach(all::add);
          return page.next().isPresent()
              ? previews(app, page.next(), all)
              : Future.succeededFuture(all);
        });
  }

  private static boolean isPreview(Row row) {
    return row.record().text("type").filter(EnvironmentType.PREVIEW.toString()::equals).isPresent();
  }
}
