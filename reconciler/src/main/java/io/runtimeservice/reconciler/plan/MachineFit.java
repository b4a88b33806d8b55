package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.plan.Operation.Because;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a machine is as the blueprint says. What it was last given is compared, by the digests
 * that it carries; what Fly echoes of it is looked at only if somebody else has changed it since.
 */
public final class MachineFit {

  private static final Pattern DIGEST_TAIL = Pattern.compile("(@sha256:[a-f0-9]{12})[a-f0-9]+$");

  private final Blueprint blueprint;
  private final RuntimeRecord record;

  public MachineFit(Blueprint blueprint, RuntimeRecord record) {
    this.blueprint = blueprint;
    this.record = record;
  }

  /** Why another machine is wanted than this one; empty if it is as it should be. */
  public Optional<Because> outdated(Desired desired, Machine machine) {
    boolean elsewhere =
        desired.wish() != Wish.DELETED
            && !desired.spec().placement().regions().contains(machine.region());
    return elsewhere
        ? Optional.of(new Because(Cause.REGION_NOT_WANTED, machine.region()))
        : misfit(machine);
  }

  /** Why the machine needs the configuration anew; empty if it has it. */
  public Optional<Because> misfit(Machine machine) {
    var metadata = machine.metadata();
    if (!blueprint.digest().equals(metadata.get(Ownership.CONFIG))) {
      return Optional.of(whatChanged(machine));
    }
    if (!record.applied().secretsDigest().equals(metadata.get(Ownership.SECRETS))) {
      return Optional.of(Because.of(Cause.SECRETS_CHANGED));
    }
    return isAsWeLeftIt(machine) ? Optional.empty() : byHand(machine);
  }

  /** Whether the machine's version is still that of our own last change. */
  public boolean isAsWeLeftIt(Machine machine) {
    return record.applied().versionOf(machine.id()).filter(machine.version()::equals).isPresent();
  }

  private Because whatChanged(Machine machine) {
    String wanted = image(blueprint.tree());
    String has = machine.config().map(MachineFit::image).orElse("none");
    if (!sameImage(machine)) {
      return new Because(Cause.IMAGE_CHANGED, brief(has) + " → " + brief(wanted));
    }
    return new Because(Cause.CONFIG_CHANGED, String.join(", ", differences(machine)));
  }

  private Optional<Because> byHand(Machine machine) {
    var parts = new ArrayList<>(differences(machine));
    if (!sameImage(machine)) {
      parts.addFirst("image");
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Because(Cause.CHANGED_BY_HAND, String.join(", ", parts)));
  }

  private List<String> differences(Machine machine) {
    return machine
        .config()
        .map(echoed -> ConfigDiff.between(blueprint.tree(), echoed))
        .orElse(List.of());
  }

  /** A machine made from a tag and one made from what the tag means have the same image. */
  private boolean sameImage(Machine machine) {
    String wanted = image(blueprint.tree());
    boolean sameWords = machine.config().map(MachineFit::image).filter(wanted::equals).isPresent();
    boolean sameDigest = machine.imageDigest().filter(it -> wanted.endsWith("@" + it)).isPresent();
    return sameWords || sameDigest;
  }

  /** A digest is told from another by its first twelve characters. */
  private static String brief(String image) {
    return DIGEST_TAIL.matcher(image).replaceFirst("$1");
  }

  private static String image(Value.Tree config) {
    return config.text("image").orElse("none");
  }
}
