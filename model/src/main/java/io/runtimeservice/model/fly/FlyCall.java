package io.runtimeservice.model.fly;

import io.runtimeservice.model.id.FlyAppName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One call to Fly's API, as a value: it can be printed before it is made, counted, limited, fenced,
 * delayed or refused by whoever stands between us and Fly, without knowing what it is about.
 *
 * @param <R> the answer
 */
public sealed interface FlyCall<R>
    permits AppCall, AddressCall, SecretCall, CertificateCall, MachineCall, FleetCall {

  /** The part of Fly's API that it belongs to; each fails by itself. */
  Api api();

  /** The action in the sense of Fly's rate limits, and of our metrics: {@code machine_create}. */
  String action();

  /** Whose rate limit it counts against: a machine's, an app's or the organisation's name. */
  String subject();

  /**
   * Whether it changes something on Fly. Looking again at a certificate's DNS does not, though it
   * is a POST.
   */
  boolean isMutating();

  /** The app that a call is about; empty if it is about the organisation. */
  static Optional<FlyAppName> appOf(FlyCall<?> call) {
    return switch (call) {
      case AppCall<?> it -> Optional.of(it.app());
      case AddressCall<?> it -> Optional.of(it.app());
      case SecretCall<?> it -> Optional.of(it.app());
      case CertificateCall<?> it -> Optional.of(it.app());
      case MachineCall<?> it -> Optional.of(it.app());
      case FleetCall<?> _ -> Optional.empty();
    };
  }

  /** Parts of Fly's API, and the actions of each. */
  enum Api {
    APPS("app_create", "app_get", "app_delete"),
    ADDRESSES("address_list", "address_assign", "address_release"),
    SECRETS("secret_list", "secret_write"),
    CERTIFICATES(
        "certificate_list",
        "certificate_get",
        "certificate_request",
        "certificate_import",
        "certificate_check",
        "certificate_remove"),
    MACHINES(
        "machine_list",
        "machine_get",
        "machine_create",
        "machine_update",
        "machine_start",
        "machine_stop",
        "machine_cordon",
        "machine_uncordon",
        "machine_destroy",
        "machine_wait",
        "machine_metadata",
        "machine_lease_get"),
    FLEET("fleet_list", "app_list", "region_list");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so
    private final List<String> actions;

    Api(String... actions) {
      this.actions = List.of(actions);
    }

    /** Every {@link FlyCall#action} of the calls that belong here, and no other. */
    public List<String> actions() {
      return actions;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
