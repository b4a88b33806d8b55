package io.runtimeservice.reconciler.universe;

import static io.runtimeservice.reconciler.universe.ReasonScenario.when;

import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.status.DnsRow;
import io.runtimeservice.model.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What keeps a host name waiting. */
final class CertificateScenarios {

  private static final String WILDCARD = "*.shop.example.com";

  /** The host name of the certificate in the test's resources. */
  private static final String GIVEN = "b.example.com";

  private static final Duration LIMITED = Duration.ofMinutes(20);

  static final List<ReasonScenario> ALL =
      List.of(
          when(
                  Reason.CERT_AWAITING_DNS,
                  "nobody has written the host name into its zone",
                  ground -> ground.ready(certified(Ground.SHOP)))
              .shows(Ground.SHOP)
              .until("the rows are in the zone", ground -> ground.world.pasteDns()),
          when(
                  Reason.CERT_AWAITING_OWNERSHIP,
                  "a certificate is given, and the zone does not say that the host name is the"
                      + " app's",
                  ground -> {
                    ground.world.secrets.put(
                        new SecretReference("checkout/tls", "1"),
                        Map.of(
                            "fullchain", Samples.pem("chain"), "private_key", Samples.pem("key")));
                    ground.ready(
                        "'certificates': [{'hostname': '%s', 'ref': 'checkout/tls', 'version': '1'}]"
                            .formatted(GIVEN));
                  })
              .shows(GIVEN)
              .until("the rows are in the zone", ground -> ground.world.pasteDns()),
          when(
                  Reason.CERT_ISSUING,
                  "the zone is right, and the issuer is at work",
                  ground -> {
                    ground.ready(certified(Ground.SHOP));
                    ground.world.pasteDns();
                    ground.managerAsks();
                  })
              .shows(Ground.SHOP)
              .passes(),
          when(
                  Reason.CERT_RATE_LIMITED,
                  "the issuer has had too many requests for the host name",
                  ground -> {
                    ground.ready(certified(Ground.SHOP));
                    ground
                        .world
                        .fly
                        .certificates()
                        .limitRate(
                            ground.world.us,
                            ground.world.onlyApp(),
                            Ground.SHOP,
                            ground.world.time.now().plus(LIMITED));
                    ground.world.pasteDns();
                    ground.managerAsks();
                  })
              .shows(Ground.SHOP, "until ")
              .passes(),
          when(
                  Reason.CERT_VALIDATION_ERROR,
                  "of the rows for a wildcard only one is in the zone",
                  ground -> {
                    ground.ready(certified(WILDCARD));
                    pasteOwnership(ground);
                    ground.managerAsks();
                  })
              .shows(WILDCARD)
              .until("the other rows are in the zone, too", ground -> ground.world.pasteDns()));

  private CertificateScenarios() {}

  private static String certified(String hostname) {
    return "'certificates': [{'hostname': '%s'}]".formatted(hostname);
  }

  private static void pasteOwnership(Ground ground) {
    for (DnsRow row : ground.status().orElseThrow().dns()) {
      if (row.type().equals("TXT")) {
        ground.world.fly.dns().put(row.type(), row.name(), row.value());
      }
    }
  }
}
