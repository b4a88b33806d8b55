package io.runtimeservice.simulator.fly;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.spec.AddressType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What in a zone proves to Fly whose a host name is (its docs, "Custom domains"). */
class CertificateDeskTest {

  private static final String APP = "shop";

  private final ManualTime time = new ManualTime();
  private final FlyWorld world = new FlyWorld(time, new Random(7), Pace.LIKE_FLY);
  private final Caller us = world.organisation("acme", "fm2_ours");
  private final CertificateDesk desk = world.certificates();

  @BeforeEach
  void anAppIsThere() {
    world.apps().create(us, new AppDesk.NewApp(APP, "acme", Optional.empty(), Optional.empty()));
    time.advance(Duration.ofSeconds(5));
  }

  private String statusAfterAWhile(String hostname) {
    desk.check(us, APP, hostname);
    time.advance(Duration.ofMinutes(5));
    return desk.check(us, APP, hostname).status();
  }

  @Test
  void anAddressThatAppsShareProvesNothing() {
    var shared = world.addresses().assign(us, APP, AddressType.SHARED_V4, Optional.empty());
    var own = world.addresses().assign(us, APP, AddressType.V6, Optional.empty());
    desk.requestAcme(us, APP, "shop.example.com");

    world.dns().put("A", "shop.example.com", shared.ip());
    assertThat(statusAfterAWhile("shop.example.com")).isEqualTo("pending_validation");

    world.dns().put("AAAA", "shop.example.com", own.ip());
    assertThat(statusAfterAWhile("shop.example.com")).isEqualTo("active");
  }

  private Instant issued() {
    var address = world.addresses().assign(us, APP, AddressType.V6, Optional.empty());
    world.dns().put("AAAA", "shop.example.com", address.ip());
    desk.requestAcme(us, APP, "shop.example.com");
    assertThat(statusAfterAWhile("shop.example.com")).isEqualTo("active");
    return end();
  }

  private Instant end() {
    return desk.get(us, APP, "shop.example.com").expiresAt().orElseThrow();
  }

  private void advanceTo(Instant moment) {
    time.advance(Duration.between(time.now(), moment));
  }

  @Test
  void whatFlyIssuesIsRenewedInTime() {
    Instant until = issued();
    assertThat(until).isEqualTo(time.now().plus(CertificateState.ISSUED_FOR));

    advanceTo(until.minus(CertificateState.RENEWED_BEFORE_END).minusNanos(1));
    assertThat(end()).isEqualTo(until);

    advanceTo(until.minus(CertificateState.RENEWED_BEFORE_END));
    assertThat(end()).isEqualTo(time.now().plus(CertificateState.ISSUED_FOR));
  }

  @Test
  void whatIsNotRenewedEnds() {
    Instant until = issued();
    desk.issueNothing();

    advanceTo(until.minusNanos(1));
    assertThat(end()).isEqualTo(until);
    assertThat(desk.get(us, APP, "shop.example.com").isActive()).isTrue();

    advanceTo(until);
    assertThat(desk.get(us, APP, "shop.example.com").isActive()).isFalse();
    assertThat(desk.get(us, APP, "shop.example.com").expiresAt()).isEmpty();
  }

  @Test
  void aWildcardIsProvenByItsChallengeAlone() {
    var needed = desk.requestAcme(us, APP, "*.example.com").requirements();

    world.dns().put("CNAME", "*.example.com", needed.cname());
    world.dns().put("TXT", needed.ownershipName(), needed.ownershipValue());
    assertThat(statusAfterAWhile("*.example.com")).isEqualTo("pending_validation");

    world.dns().put("CNAME", needed.challengeName(), needed.challengeTarget());
    assertThat(statusAfterAWhile("*.example.com")).isEqualTo("active");
  }
}
