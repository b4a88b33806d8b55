package io.runtimeservice.reconciler.plan;

import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.spec.AddressType;
import io.runtimeservice.model.spec.CertificateSpec;
import io.runtimeservice.model.spec.SecretSpec;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** One step: something to be changed on Fly, what it is done to, and why. */
public sealed interface Operation {

  /** Why it is to be done. */
  Because because();

  /** What is done, as metrics name it: {@code create_machine}. */
  String kind();

  /** What it is done to, in words. */
  String target();

  /** What it makes, if a lost answer would leave open whether that was made. */
  Optional<Intent> intent();

  /**
   * A cause with what shows it.
   *
   * @param detail names and versions, never a value; empty if the cause says all
   */
  record Because(Cause cause, String detail) {
    static Because of(Cause cause) {
      return new Because(cause, "");
    }

    @Override
    public String toString() {
      return detail.isEmpty() ? cause.name() : cause + ": " + detail;
    }
  }

  /** Creates the Fly app of the reserved name. */
  record CreateApp(FlyAppName app, String network, Because because) implements Operation {
    @Override
    public String kind() {
      return "create_app";
    }

    @Override
    public String target() {
      return app + " in network " + network;
    }

    @Override
    public Optional<Intent> intent() {
      return Optional.of(new Intent(Intent.Kind.APP, app.value()));
    }
  }

  /** Deletes the Fly app with all that belongs to it. */
  record DeleteApp(FlyAppName app, Because because) implements Operation {
    @Override
    public String kind() {
      return "delete_app";
    }

    @Override
    public String target() {
      return app.value();
    }

    @Override
    public Optional<Intent> intent() {
      return Optional.empty();
    }
  }

  /** Assigns an address of a type. */
  record AssignAddress(AddressType type, Because because) implements Operation {
    @Override
    public String kind() {
      return "assign_address";
    }

    @Override
    public String target() {
      return type.toString();
    }

    @Override
    public Optional<Intent> intent() {
      return Optional.of(new Intent(Intent.Kind.ADDRESS, type.toString()));
    }
  }

  /** Releases an address. */
  record ReleaseAddress(AddressType type, String ip, Because because) implements Operation {
    @Override
    public String kind() {
      return "release_address";
    }

    @Override
    public String target() {
      return type + " " + ip;
    }

    @Override
    public Optional<Intent> intent() {
      return Optional.empty();
    }
  }

  /** Sets and unsets secrets, in one call. */
  record WriteSecrets(SortedMap<String, SecretSpec> set, SortedSet<String> unset, Because because)
      implements Operation {

    private static final String DIGEST_UNKNOWN = "not written yet";

    /** The secrets as they will be, with digests that stand for ones yet unknown. */
    SortedMap<String, Applied.Secret> expected(SortedMap<String, Applied.Secret> before) {
      var after = new TreeMap<>(before);
      unset.forEach(after::remove);
      set.forEach((name, spec) -> after.put(name, new Applied.Secret(spec, DIGEST_UNKNOWN)));
      return after;
    }

    @Override
    public String kind() {
      return "write_secrets";
    }

    @Override
    public String target() {
      String setting = set.isEmpty() ? "" : "set " + String.join(", ", set.keySet());
      String unsetting = unset.isEmpty() ? "" : "unset " + String.join(", ", unset);
      return setting.isEmpty() || unsetting.isEmpty()
          ? setting + unsetting
          : setting + "; " + unsetting;
    }

    @Override
    public Optional<Intent> intent() {
      return Optional.of(new Intent(Intent.Kind.SECRETS, "all"));
    }
  }

  /** Asks Fly for a host name's certificate, or gives it one. */
  record RequestCertificate(CertificateSpec certificate, Because because) implements Operation {
    @Override
    public String kind() {
      return "request_certificate";
    }

    @Override
    public String target() {
      String how = certificate.custom().isPresent() ? "custom" : "acme";
      return certificate.hostname() + " (" + how + ")";
    }

    @Override
    public Optional<Intent> intent() {
      return Optional.of(new Intent(Intent.Kind.CERTIFICATE, certificate.hostname()));
    }
  }

  /** Removes a host name with its certificates. */
  record RemoveCertificate(String hostname, Because because) implements Operation {
    @Override
    public String kind() {
      return "remove_certificate";
    }

    @Override
    public String target() {
      return hostname;
    }

    @Override
    public Optional<Intent> intent() {
      return Optional.empty();
    }
  }

  /**
   * Creates the machine of a slot.
   *
   * @param beside the number of the rollout, if it is made beside the one that is in the slot and
   *     is to get no requests yet
   */
  record CreateMachine(
      Slot slot,
      String region,
      MachineConfig config,
      boolean launch,
      Optional<Integer> beside,
      Because because)
      implements Operation {

    /** The name that it is given. */
    public String name() {
      return beside.map(slot::machineName).orElseGet(slot::machineName);
    }

    @Override
    public String kind() {
      return "create_machine";
    }

    @Override
    public String target() {
      return name()
          + " in "
          + region
          + (beside.isPresent() ? ", cordoned" : "")
          + (launch ? "" : ", stopped");
    }

    @Override
    public Optional<Intent> intent() {
      return Optional.of(new Intent(Intent.Kind.MACHINE, name()));
    }
  }

  /** Gives the machine of a slot another configuration where it is. */
  record UpdateMachine(
      Slot slot,
      String name,
      MachineId machine,
      String currentVersion,
      MachineConfig config,
      boolean launch,
      Because because)
      implements Operation {
    @Override
    public String kind() {
      return "update_machine";
    }

    @Override
    public String target() {
      return name + " (" + machine + ")" + (launch ? "" : ", stopped");
    }

    @Override
    public Optional<Intent> intent() {
      return Optional.of(new Intent(Intent.Kind.MACHINE, slot.machineName()));
    }
  }

  /** Does something with a machine that is there and stays what it is: it makes nothing. */
  sealed interface OfMachine extends Operation {

    /** The slot that it is in, or was made for. */
    Slot slot();

    /** Its name on Fly. */
    String name();

    MachineId machine();

    @Override
    default String target() {
      return name() + " (" + machine() + ")";
    }

    @Override
    default Optional<Intent> intent() {
      return Optional.empty();
    }
  }

  /** Starts a machine that is stopped. */
  record StartMachine(Slot slot, String name, MachineId machine, Because because)
      implements OfMachine {
    @Override
    public String kind() {
      return "start_machine";
    }
  }

  /** Lets a machine get no more requests. */
  record CordonMachine(Slot slot, String name, MachineId machine, Because because)
      implements OfMachine {
    @Override
    public String kind() {
      return "cordon_machine";
    }
  }

  /** Lets a machine get requests. */
  record UncordonMachine(Slot slot, String name, MachineId machine, Because because)
      implements OfMachine {
    @Override
    public String kind() {
      return "uncordon_machine";
    }
  }

  /** Stops a machine. */
  record StopMachine(Slot slot, String name, MachineId machine, Because because)
      implements OfMachine {
    @Override
    public String kind() {
      return "stop_machine";
    }
  }

  /** Destroys a machine, running or not. */
  record DestroyMachine(Slot slot, String name, MachineId machine, Because because)
      implements OfMachine {
    @Override
    public String kind() {
      return "destroy_machine";
    }
  }

  /** Whether it is about a certificate, for which nobody has to wait who wants something else. */
  default boolean isAboutCertificate() {
    return this instanceof RequestCertificate || this instanceof RemoveCertificate;
  }

  /** In words, as a plan shows it. */
  default String words() {
    return kind().replace('_', ' ') + " " + target();
  }
}
