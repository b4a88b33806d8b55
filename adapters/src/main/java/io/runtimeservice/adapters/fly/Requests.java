package io.runtimeservice.adapters.fly;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.MachineId;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How each call is put to Fly's API (its OpenAPI file of May 2026, and flyctl where they differ).
 */
final class Requests {

  /** The longest page of host names that Fly gives. */
  static final int CERTIFICATES_PAGE_MAX = 500;

  private Requests() {}

  static WireRequest of(FlyCall<?> call) {
    return switch (call) {
      case AppCall<?> app -> of(app);
      case AddressCall<?> address -> of(address);
      case SecretCall<?> secret -> of(secret);
      case CertificateCall<?> certificate -> of(certificate);
      case MachineCall<?> machine -> of(machine);
      case FleetCall<?> fleet -> of(fleet);
    };
  }

  private static WireRequest of(AppCall<?> call) {
    return switch (call) {
      case AppCall.Create it -> WireRequest.of(POST, "apps").with(app(it));
      case AppCall.Get it -> WireRequest.of(GET, "apps", it.app().value());
      case AppCall.Delete it ->
          WireRequest.of(DELETE, "apps", it.app().value()).with(Map.of("force", "true"));
    };
  }

  private static Value.Tree app(AppCall.Create call) {
    return Values.tree()
        .put("name", call.app().value())
        .put("org_slug", call.organisation())
        .putText("network", call.network())
        .put("idempotency_key", call.idempotencyKey())
        .build();
  }

  private static WireRequest of(AddressCall<?> call) {
    String app = call.app().value();
    return switch (call) {
      case AddressCall.ListAll _ -> WireRequest.of(GET, "apps", app, "ip_assignments");
      case AddressCall.Assign it ->
          WireRequest.of(POST, "apps", app, "ip_assignments")
              .with(Values.tree().put("type", it.type().toString()).build());
      case AddressCall.Release it -> WireRequest.of(DELETE, "apps", app, "ip_assignments", it.ip());
    };
  }

  private static WireRequest of(SecretCall<?> call) {
    String app = call.app().value();
    return switch (call) {
      case SecretCall.ListAll _ -> WireRequest.of(GET, "apps", app, "secrets");
      case SecretCall.Write it -> WireRequest.of(POST, "apps", app, "secrets").with(secrets(it));
    };
  }

  /** Null unsets; all in one call. */
  private static Value.Tree secrets(SecretCall.Write call) {
    var values = new TreeMap<String, Value>();
    call.set().forEach((name, secret) -> values.put(name, secret.reveal(Values::text)));
    call.unset().forEach(name -> values.put(name, new Value.Null()));
    return Values.tree().put("values", new Value.Tree(values)).build();
  }

  private static WireRequest of(CertificateCall<?> call) {
    String app = call.app().value();
    return switch (call) {
      case CertificateCall.ListAll _ ->
          WireRequest.of(GET, "apps", app, "certificates")
              .with(Map.of("limit", Integer.toString(CERTIFICATES_PAGE_MAX)));
      case CertificateCall.Get it ->
          WireRequest.of(GET, "apps", app, "certificates", it.hostname());
      case CertificateCall.RequestAcme it ->
          WireRequest.of(POST, "apps", app, "certificates", "acme")
              .with(Values.tree().put("hostname", it.hostname()).build());
      case CertificateCall.ImportCustom it ->
          WireRequest.of(POST, "apps", app, "certificates", "custom").with(custom(it));
      case CertificateCall.Check it ->
          WireRequest.of(POST, "apps", app, "certificates", it.hostname(), "check");
      case CertificateCall.Remove it ->
          WireRequest.of(DELETE, "apps", app, "certificates", it.hostname());
    };
  }

  private static Value.Tree custom(CertificateCall.ImportCustom call) {
    return Values.tree()
        .put("hostname", call.hostname())
        .put("fullchain", call.chain().reveal(Values::text))
        .put("private_key", call.privateKey().reveal(Values::text))
        .build();
  }

  private static WireRequest of(MachineCall<?> call) {
    FlyAppName app = call.app();
    return switch (call) {
      case MachineCall.ListAll _ -> WireRequest.of(GET, "apps", app.value(), "machines");
      case MachineCall.Get it -> machine(GET, app, it.machine());
      case MachineCall.Create it ->
          WireRequest.of(POST, "apps", app.value(), "machines").with(create(it));
      case MachineCall.Update it -> machine(POST, app, it.machine()).with(update(it));
      case MachineCall.Start it -> machine(POST, app, it.machine(), "start");
      case MachineCall.Stop it -> machine(POST, app, it.machine(), "stop").with(Value.Tree.EMPTY);
      case MachineCall.Cordon it -> machine(POST, app, it.machine(), "cordon");
      case MachineCall.Uncordon it -> machine(POST, app, it.machine(), "uncordon");
      case MachineCall.Destroy it ->
          machine(DELETE, app, it.machine()).with(Map.of("force", "true"));
      case MachineCall.Wait it -> machine(GET, app, it.machine(), "wait").with(until(it));
      case MachineCall.WriteMetadata it ->
          machine(PATCH, app, it.machine(), "metadata").with(metadata(it));
      case MachineCall.GetLease it -> machine(GET, app, it.machine(), "lease");
    };
  }

  private static WireRequest machine(
      HttpMethod method, FlyAppName app, MachineId id, String... verb) {
    return verb.length == 0
        ? WireRequest.of(method, "apps", app.value(), "machines", id.value())
        : WireRequest.of(method, "apps", app.value(), "machines", id.value(), verb[0]);
  }

  private static Value.Tree create(MachineCall.Create call) {
    var tree =
        Values.tree()
            .put("name", call.name())
            .put("region", call.region())
            .put("config", call.config().toSend())
            .put("skip_launch", !call.launch());
    if (call.cordoned()) {
      tree.put("skip_service_registration", true);
    }
    call.minSecretsVersion().ifPresent(version -> tree.put("min_secrets_version", version));
    return tree.build();
  }

  private static Value.Tree update(MachineCall.Update call) {
    var tree =
        Values.tree()
            .put("config", call.config().toSend())
            .put("current_version", call.currentVersion())
            .put("skip_launch", !call.launch());
    call.minSecretsVersion().ifPresent(version -> tree.put("min_secrets_version", version));
    return tree.build();
  }

  private static Map<String, String> until(MachineCall.Wait call) {
    return Map.of(
        "state", call.state().toString(),
        "timeout", Long.toString(call.timeout().toSeconds()),
        "version", call.version());
  }

  private static Value.Tree metadata(MachineCall.WriteMetadata call) {
    return Values.tree()
        .put("metadata", Values.texts(new TreeMap<>(call.metadata())))
        .put("machine_version", call.currentVersion())
        .build();
  }

  private static WireRequest of(FleetCall<?> call) {
    return switch (call) {
      case FleetCall.Machines it ->
          WireRequest.of(GET, "orgs", it.organisation(), "machines").with(page(it));
      case FleetCall.Apps it ->
          WireRequest.of(GET, "apps").with(Map.of("org_slug", it.organisation()));
      case FleetCall.Regions _ -> WireRequest.of(GET, "platform", "regions");
    };
  }

  private static Map<String, String> page(FleetCall.Machines call) {
    var query = new LinkedHashMap<String, String>();
    if (call.includesDeleted()) {
      query.put("include_deleted", "true");
    }
    query.put("limit", Integer.toString(FleetCall.Machines.PAGE_ROWS_MAX));
    call.updatedAfter().ifPresent(after -> query.put("updated_after", after.toString()));
    call.cursor().ifPresent(cursor -> query.put("cursor", cursor));
    return query;
  }
}
