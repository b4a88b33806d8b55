package io.runtimeservice.model.spec;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Fields.Form;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.secret.SecretReference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the two fields of a spec that hold references into the secret store: there a secret itself
 * may stand by mistake. Whatever is no reference is refused as such without a word of it; not even
 * the name of a field is repeated, for the secret may stand in its place.
 */
final class ReferenceReader {

  static final int CERTIFICATES_MAX = 50;

  private static final List<String> SECRET = List.of("ref", "version", "key");
  private static final List<String> CERTIFICATE = List.of("hostname", "ref", "version");

  private final Fields spec;
  private final Refusals refusals;

  ReferenceReader(Fields spec) {
    this.spec = spec;
    this.refusals = spec.refusals();
  }

  /** Secrets by the name of their env var. */
  Optional<Map<String, SecretSpec>> secrets() {
    return object(spec.value("secrets"), spec.at("secrets"), "an object of references by name")
        .map(tree -> {
          var result = new TreeMap<String, SecretSpec>();
          new TreeMap<>(tree.fields())
              .forEach((name, value) -> secret(name, value).ifPresent(it -> result.put(name, it)));
          return result;
        });
  }

  /** Certificates in their order. */
  Optional<List<CertificateSpec>> certificates() {
    var seen = new HashSet<String>();
    return spec.list(
        "certificates",
        CERTIFICATES_MAX,
        (value, path) ->
            fields(value, path, CERTIFICATE)
                .flatMap(inner -> {
                  var certificate = certificate(inner);
                  certificate
                      .filter(it -> !seen.add(it.hostname()))
                      .ifPresent(_ -> inner.refuse("hostname", "expected each host name once"));
                  return certificate;
                }));
  }

  private Optional<SecretSpec> secret(String name, Value value) {
    String path = path(name);
    if (!Forms.VARIABLE.holds().test(name)) {
      refusals.add(path, "expected a name that is " + Forms.VARIABLE.says());
    }
    return fields(value, path, SECRET)
        .flatMap(inner -> {
          var key = text(inner, "key", Forms.BUNDLE_KEY);
          return reference(inner).map(it -> new SecretSpec(it, key.orElse(name)));
        });
  }

  /** What cannot be an env var's name may be the secret. */
  private String path(String name) {
    String secrets = spec.at("secrets");
    return Forms.VARIABLE_NAME.test(name) ? secrets + "." + name : secrets;
  }

  private Optional<CertificateSpec> certificate(Fields inner) {
    var hostname = given(inner, "hostname", Forms.HOSTNAME);
    boolean isCustom = inner.hasAny("ref", "version");
    var custom = isCustom ? reference(inner) : Optional.<SecretReference>empty();
    return hostname.map(host -> new CertificateSpec(host, custom));
  }

  private Optional<SecretReference> reference(Fields inner) {
    var ref = given(inner, "ref", SecretReference.REF_FORM);
    var version = given(inner, "version", SecretReference.VERSION_FORM);
    return ref.flatMap(r -> version.map(v -> new SecretReference(r, v)));
  }

  private Optional<String> given(Fields inner, String name, Form form) {
    return inner.required(name, form.says(), text(inner, name, form));
  }

  private Optional<String> text(Fields inner, String name, Form form) {
    if (inner.has(name) && isNested(inner.value(name))) {
      refuseAsSecret(inner.at(name), form.says());
      return Optional.empty();
    }
    return inner.text(name, form.says(), form.holds());
  }

  private static boolean isNested(Value value) {
    return value instanceof Value.Tree || value instanceof Value.Many;
  }

  /** The fields of an object that has none but these. */
  private Optional<Fields> fields(Value value, String path, List<String> names) {
    String form = "an object of nothing but " + String.join(", ", names);
    var object = object(value, path, form);
    if (object.isPresent() && !Set.copyOf(names).containsAll(object.get().fields().keySet())) {
      refuseAsSecret(path, form);
      return Optional.empty();
    }
    return object.map(tree -> new Fields(tree, path, refusals));
  }

  private Optional<Value.Tree> object(Value value, String path, String form) {
    if (value instanceof Value.Tree tree) {
      return Optional.of(tree);
    }
    if (value instanceof Value.Null) {
      refusals.add(path, "expected " + form + "; found null");
    } else {
      refuseAsSecret(path, form);
    }
    return Optional.empty();
  }

  private void refuseAsSecret(String path, String form) {
    refusals.add(
        new Refusal(
            Refusal.Kind.PLAINTEXT_SECRET,
            path,
            "expected "
                + form
                + ": the table may hold no value of a secret, only where it is in the secret"
                + " store"));
  }
}
