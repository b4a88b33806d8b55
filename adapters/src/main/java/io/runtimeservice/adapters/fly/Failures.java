package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.id.MachineId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What it means when Fly says no. One status has several meanings, which Fly tells apart by a code
 * in few cases and by words in most (flyctl reads the same words). What is not understood, of a
 * call that changes something, is an outcome that is not known.
 */
final class Failures {

  private static final Pattern NAME_HOLDER =
      Pattern.compile("unique machine name violation, machine ID ([A-Za-z0-9]+)");
  private static final Pattern LEASE_END = Pattern.compile("expires at ([^\\s,]+)");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /**
   * Fly's limits are refilled every second; who says more is asked again after this all the same.
   */
  static final Duration RETRY_AFTER_MAX = Duration.ofMinutes(10);

  private final FlyCall<?> call;
  private final FlyRefusal refusal;
  private final Evidence evidence;

  private Failures(FlyCall<?> call, FlyRefusal refusal) {
    this.call = call;
    this.refusal = refusal;
    this.evidence =
        new Evidence(
            Dependency.FLY,
            Quotable.of(call, refusal.text()).orElseGet(() -> "HTTP " + refusal.status()),
            refusal.requestId());
  }

  static Failure of(FlyCall<?> call, FlyRefusal refusal) {
    return new Failures(call, refusal).failure();
  }

  /** No answer came, or none that could be understood. */
  static Failure noAnswer(FlyCall<?> call, String why, Optional<String> requestId) {
    var evidence = new Evidence(Dependency.FLY, why, requestId);
    return call.isMutating()
        ? new Failure.OutcomeUnknown(evidence)
        : new Failure.Unavailable(evidence);
  }

  private Failure failure() {
    return byCode()
        .or(this::unpaid)
        .or(this::image)
        .orElseGet(() ->
            switch (refusal.status()) {
              case 400, 422 -> invalid();
              case 401 -> new Failure.Unauthenticated(evidence);
              case 403 -> forbidden();
              case 404 -> absent();
              case 408 -> timedOut();
              case 409 -> conflict();
              case 412 -> precondition();
              case 429 -> new Failure.Throttled(retryAfter(), evidence);
              default -> other();
            });
  }

  /** Whatever the status: the organisation has not paid for what is asked for. */
  private Optional<Failure> unpaid() {
    return refusal.status() < 500 && refusal.says("add a payment method")
        ? Optional.of(new Failure.Rejected(evidence))
        : Optional.empty();
  }

  private Optional<Failure> byCode() {
    return refusal
        .code()
        .flatMap(code ->
            switch (code) {
              case "insufficient_capacity" -> Optional.of(new Failure.NoRoomInRegion(evidence));
              case "volume_placement_capacity" -> Optional.of(new Failure.NoRoomOnHost(evidence));
              case "name_taken" -> Optional.of(new Failure.NameTaken(evidence));
              default -> Optional.empty();
            });
  }

  private Failure invalid() {
    if (call instanceof AppCall.Create
        && (refusal.says("already been taken") || refusal.says("uniqueness constraint"))) {
      return new Failure.NameTaken(evidence);
    }
    if (call instanceof CertificateCall.RequestAcme && canBeSoAlready()) {
      return new Failure.AlreadySo(evidence);
    }
    if (call instanceof MachineCall.Wait && aboutVersion()) {
      return new Failure.VersionMoved(evidence);
    }
    if (refusal.says("invalid machine ID")) {
      return unclear(); // seen of ids that Fly itself gave, while their machines were replaced
    }
    if (refusal.says("could not find a candidate host") || refusal.says("no capacity")) {
      return new Failure.NoRoomInRegion(evidence);
    }
    return new Failure.Rejected(evidence);
  }

  /**
   * Whether a call that failed otherwise, late or by their fault, had an effect is another matter.
   */
  private Optional<Failure> image() {
    boolean refused =
        switch (refusal.status()) {
          case 400, 401, 403, 404, 412, 422 -> true;
          default -> false;
        };
    return config()
        .filter(_ -> refused)
        .flatMap(config -> RegistryWords.of(refusal.text().orElse(""), config.image(), evidence));
  }

  private Optional<MachineConfig> config() {
    return switch (call) {
      case MachineCall.Create create -> Optional.of(create.config());
      case MachineCall.Update update -> Optional.of(update.config());
      default -> Optional.empty();
    };
  }

  /** That a thing is somebody else's is believed in Fly's own words only. */
  private Failure forbidden() {
    if (refusal.text().isEmpty()) {
      return unclear();
    }
    return refusal.says("over the allowed quota")
        ? new Failure.NoRoomInRegion(evidence)
        : new Failure.Forbidden(evidence);
  }

  /** And so is that there is none: a path that nobody knows has the same status. */
  private Failure absent() {
    return refusal.text().isPresent() ? new Failure.Absent(evidence) : unclear();
  }

  private Failure unclear() {
    return noAnswer(call, evidence.text(), evidence.requestId());
  }

  private Failure timedOut() {
    return call instanceof MachineCall.Wait ? new Failure.NotYet(evidence) : unclear();
  }

  private Failure conflict() {
    var holder = NAME_HOLDER.matcher(refusal.text().orElse(""));
    if (holder.find()) {
      return new Failure.MachineNameInUse(new MachineId(holder.group(1)), evidence);
    }
    if (refusal.says("lease currently held")) {
      return new Failure.LeaseHeld(leaseEnd(), evidence);
    }
    if (refusal.says("currently replacing")) {
      return new Failure.NotSettled(evidence);
    }
    if (refusal.says("concurrent update") || aboutVersion()) {
      return new Failure.VersionMoved(evidence);
    }
    if (refusal.says("no capacity")) {
      return new Failure.NoRoomInRegion(evidence);
    }
    if (refusal.says("could not reserve resource") || refusal.says("insufficient")) {
      return new Failure.NoRoomOnHost(evidence);
    }
    if (call instanceof AppCall.Create) {
      return new Failure.NameTaken(evidence);
    }
    return canBeSoAlready() ? new Failure.AlreadySo(evidence) : unclear();
  }

  /**
   * Of these calls "already" says that nothing is left to be done. Of all others it does not: a
   * machine that already exists is of some other configuration, and a certificate that is there
   * already is not the one that was sent.
   */
  private boolean canBeSoAlready() {
    boolean canBe =
        switch (call) {
          case MachineCall.Start _,
              MachineCall.Stop _,
              MachineCall.Cordon _,
              MachineCall.Uncordon _,
              CertificateCall.RequestAcme _ ->
              true;
          default -> false;
        };
    return canBe && refusal.says("already");
  }

  private Failure precondition() {
    if (aboutVersion()) {
      return new Failure.VersionMoved(evidence);
    }
    boolean between =
        refusal.says("unable to start machine")
            || refusal.says("getting replaced")
            || refusal.says("currently replacing")
            || refusal.says("still active")
            || refusal.says("unable to destroy machine")
            || refusal.says("unable to update machine")
            || refusal.says("secrets version");
    return between ? new Failure.NotSettled(evidence) : unclear();
  }

  private boolean aboutVersion() {
    return refusal.says("current_version")
        || refusal.says("machine version")
        || refusal.says("version mismatch")
        || refusal.says("currently replaced");
  }

  private Failure other() {
    return refusal.says("temporarily disabled") ? new Failure.NoRoomOnHost(evidence) : unclear();
  }

  private Optional<Instant> leaseEnd() {
    var end = LEASE_END.matcher(refusal.text().orElse(""));
    try {
      return end.find()
          ? Optional.of(OffsetDateTime.parse(end.group(1)).toInstant())
          : Optional.empty();
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** Seconds; the header may legally be a date, which no clock of ours should be compared with. */
  private Optional<Duration> retryAfter() {
    return refusal
        .retryAfter()
        .filter(it -> SECONDS.matcher(it).matches())
        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
        .map(it -> it.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : it);
  }
}
