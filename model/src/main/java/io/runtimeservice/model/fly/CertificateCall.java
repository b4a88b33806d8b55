package io.runtimeservice.model.fly;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.secret.SecretValue;
import java.util.List;

/** Calls about an app's host names and their certificates. */
public sealed interface CertificateCall<R> extends FlyCall<R> {

  FlyAppName app();

  @Override
  default Api api() {
    return Api.CERTIFICATES;
  }

  @Override
  default String subject() {
    return app().value();
  }

  /** Reads which host names the app has: host name, state, and no more. */
  record ListAll(FlyAppName app) implements CertificateCall<List<Certificate>> {
    @Override
    public String action() {
      return "certificate_list";
    }

    @Override
    public boolean isMutating() {
      return false;
    }
  }

  /** Reads one host name's certificate. */
  record Get(FlyAppName app, String hostname) implements CertificateCall<Certificate> {
    @Override
    public String action() {
      return "certificate_get";
    }

    @Override
    public boolean isMutating() {
      return false;
    }
  }

  /** Asks Fly to issue a certificate by ACME. {@code AlreadySo}: the app has the host name. */
  record RequestAcme(FlyAppName app, String hostname) implements CertificateCall<Certificate> {
    @Override
    public String action() {
      return "certificate_request";
    }

    @Override
    public boolean isMutating() {
      return true;
    }
  }

  /** Gives Fly a certificate to serve, PEM; in the place of one given before. */
  record ImportCustom(FlyAppName app, String hostname, SecretValue chain, SecretValue privateKey)
      implements CertificateCall<Certificate> {
    @Override
    public String action() {
      return "certificate_import";
    }

    @Override
    public boolean isMutating() {
      return true;
    }
  }

  /** Makes Fly look at the DNS again, and reads what came of it. */
  record Check(FlyAppName app, String hostname) implements CertificateCall<Certificate> {
    @Override
    public String action() {
      return "certificate_check";
    }

    @Override
    public boolean isMutating() {
      return false;
    }
  }

  /** Removes a host name and all its certificates. {@code Absent}: it is gone already. */
  record Remove(FlyAppName app, String hostname) implements CertificateCall<Done> {
    @Override
    public String action() {
      return "certificate_remove";
    }

    @Override
    public boolean isMutating() {
      return true;
    }
  }
}
