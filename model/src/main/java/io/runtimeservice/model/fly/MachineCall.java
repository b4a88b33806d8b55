package io.runtimeservice.model.fly;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls about an app's machines. */
public sealed interface MachineCall<R> extends FlyCall<R> {

  FlyAppName app();

  @Override
  default Api api() {
    return Api.MACHINES;
  }

  @Override
  default boolean isMutating() {
    return true;
  }

  /** Reads an app's machines, those being destroyed included. The list lags behind writes. */
  record ListAll(FlyAppName app) implements MachineCall<List<Machine>> {
    @Override
    public String action() {
      return "machine_list";
    }

    @Override
    public String subject() {
      return app.value();
    }

    @Override
    public boolean isMutating() {
      return false;
    }
  }

  /**
   * Reads one machine from its host: never stale. A destroyed one is shown as such for a while,
   * then {@code Absent}.
   */
  record Get(FlyAppName app, MachineId machine) implements MachineCall<Machine> {
    @Override
    public String action() {
      return "machine_get";
    }

    @Override
    public String subject() {
      return machine.value();
    }

    @Override
    public boolean isMutating() {
      return false;
    }
  }

  /**
   * Creates a machine. Its failures: {@code MachineNameInUse}, {@code NoRoomInRegion}, {@code
   * ImageUnusable}.
   *
   * @param launch whether it shall start
   * @param cordoned whether Fly's edge shall send it no requests until it is uncordoned
   * @param minSecretsVersion the secrets that it must have at least
   */
  record Create(
      FlyAppName app,
      String name,
      String region,
      MachineConfig config,
      boolean launch,
      boolean cordoned,
      Optional<Long> minSecretsVersion)
      implements MachineCall<Machine> {

    /** One that is open to requests as soon as it runs. */
    public Create(
        FlyAppName app,
        String name,
        String region,
        MachineConfig config,
        boolean launch,
        Optional<Long> minSecretsVersion) {
      this(app, name, region, config, launch, false, minSecretsVersion);
    }

    @Override
    public String action() {
      return "machine_create";
    }

    @Override
    public String subject() {
      return app.value();
    }
  }

  /**
   * Gives a machine another configuration, whole. Its failures: {@code VersionMoved}, {@code
   * LeaseHeld}, {@code NoRoomOnHost}, {@code ImageUnusable}.
   *
   * @param currentVersion the version that it must still have
   * @param launch whether it shall run afterwards
   */
  record Update(
      FlyAppName app,
      MachineId machine,
      MachineConfig config,
      String currentVersion,
      boolean launch,
      Optional<Long> minSecretsVersion)
      implements MachineCall<Machine> {
    @Override
    public String action() {
      return "machine_update";
    }

    @Override
    public String subject() {
      return machine.value();
    }
  }

  /** Starts a machine. {@code NotSettled}: it is between two states. */
  record Start(FlyAppName app, MachineId machine) implements MachineCall<Done> {
    @Override
    public String action() {
      return "machine_start";
    }

    @Override
    public String subject() {
      return machine.value();
    }
  }

  /** Stops a machine; to stop a stopped one succeeds. */
  record Stop(FlyAppName app, MachineId machine) implements MachineCall<Done> {
    @Override
    public String action() {
      return "machine_stop";
    }

    @Override
    public String subject() {
      return machine.value();
    }
  }

  /** Takes a machine out of the edge's rotation. */
  record Cordon(FlyAppName app, MachineId machine) implements MachineCall<Done> {
    @Override
    public String action() {
      return "machine_cordon";
    }

    @Override
    public String subject() {
      return machine.value();
    }
  }

  /** Puts a machine into the edge's rotation. */
  record Uncordon(FlyAppName app, MachineId machine) implements MachineCall<Done> {
    @Override
    public String action() {
      return "machine_uncordon";
    }

    @Override
    public String subject() {
      return machine.value();
    }
  }

  /** Destroys a machine, running or not. {@code Absent}: it is gone already. */
  record Destroy(FlyAppName app, MachineId machine) implements MachineCall<Done> {
    @Override
    public String action() {
      return "machine_destroy";
    }

    @Override
    public String subject() {
      return machine.value();
    }
  }

  /**
   * Answers when a machine has come to a state; {@code NotYet} if it has not within the timeout.
   *
   * @param timeout 60 s at most (Fly refuses more)
   */
  record Wait(
      FlyAppName app, MachineId machine, String version, MachineState state, Duration timeout)
      implements MachineCall<Done> {

    /** Each keeps a connection for as long as it waits; more are not asked for. */
    public static final int AT_ONCE_MAX = 256;

    @Override
    public String action() {
      return "machine_wait";
    }

    @Override
    public String subject() {
      return machine.value();
    }

    @Override
    public boolean isMutating() {
      return false;
    }
  }

  /** Writes on a machine without a new version of it, and without a restart. */
  record WriteMetadata(
      FlyAppName app, MachineId machine, String currentVersion, Map<String, String> metadata)
      implements MachineCall<Done> {
    public WriteMetadata {
      metadata = Map.copyOf(metadata);
    }

    @Override
    public String action() {
      return "machine_metadata";
    }

    @Override
    public String subject() {
      return machine.value();
    }
  }

  /** Reads who holds a machine's lease. {@code Absent}: nobody. */
  record GetLease(FlyAppName app, MachineId machine) implements MachineCall<MachineLease> {
    @Override
    public String action() {
      return "machine_lease_get";
    }

    @Override
    public String subject() {
      return machine.value();
    }

    @Override
    public boolean isMutating() {
      return false;
    }
  }
}
