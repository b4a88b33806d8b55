package io.runtimeservice.model.status;

import io.runtimeservice.model.id.Generation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to "why is it not ready?", as it stands in the environment record.
 *
 * @param observedGeneration the generation that this speaks of; empty if it cannot be read
 * @param readyGeneration the generation that serves; empty if none does
 * @param image the image that serves
 * @param conditions one of each type, in their order
 * @param dns rows to paste for certificates that wait for them
 * @param observedAt when Fly was last looked at
 */
public record Status(
    State state,
    Optional<Generation> observedGeneration,
    Optional<Generation> readyGeneration,
    Optional<String> image,
    List<Condition> conditions,
    Outlook outlook,
    List<DnsRow> dns,
    Instant observedAt) {

  public Status {
    conditions = List.copyOf(conditions);
    dns = List.copyOf(dns);
  }

  public Optional<Condition> condition(ConditionType type) {
    return conditions.stream().filter(condition -> condition.type() == type).findFirst();
  }

  /**
   * The condition that a person should read first: what stands in the way, or that nothing does.
   */
  public Condition headline() {
    return headline(conditions);
  }

  /** The condition that a person should read first, of those that are to make a status. */
  public static Condition headline(List<Condition> conditions) {
    return Headline.of(conditions);
  }

  /** Whether the other says the same; when it was looked at makes no difference. */
  public boolean saysTheSameAs(Status other) {
    return equals(
        new Status(
            other.state,
            other.observedGeneration,
            other.readyGeneration,
            other.image,
            other.conditions,
            other.outlook,
            other.dns,
            observedAt));
  }
}
