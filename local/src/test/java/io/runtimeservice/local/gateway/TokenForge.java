package io.runtimeservice.local.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.runtimeservice.local.gateway.issuer.LocalIssuer;
import io.runtimeservice.local.parts.GatewayPart;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;

/** Makes tokens that are right but for one thing, as somebody would who wants to be let in. */
final class TokenForge {

  private static final int BITS = 2048;

  private final LocalIssuer issuer;
  private final RSAKey ownKey = new RSAKeyGenerator(BITS).keyID("mine").generate();

  TokenForge(LocalIssuer issuer) throws JOSEException {
    this.issuer = issuer;
  }

  /** What a token of a push to the sample app's repository says. */
  Value.Tree claims() {
    long now = Instant.now().getEpochSecond();
    return Values.tree()
        .put("iss", issuer.name())
        .put("aud", GatewayPart.AUDIENCE)
        .put("sub", "repo:acme@42/checkout@1001:ref:refs/heads/main")
        .put("iat", now)
        .put("nbf", now)
        .put("exp", now + 300)
        .put("repository", "acme/checkout")
        .put("repository_id", "1001")
        .put("repository_owner", "acme")
        .put("repository_owner_id", "42")
        .put("event_name", "push")
        .put("ref", "refs/heads/main")
        .put("run_id", "1")
        .build();
  }

  /** The issuer signs it, whatever it says. */
  String signed(UnaryOperator<Value.Tree> change) {
    return issuer.signed(change.apply(claims()));
  }

  String with(String claim, String value) {
    return signed(it -> it.with(claim, new Value.Text(value)));
  }

  String with(String claim, long value) {
    return signed(it -> it.with(claim, Values.number(value)));
  }

  String without(String claim) {
    return signed(it -> {
      var fields = new LinkedHashMap<>(it.fields());
      fields.remove(claim);
      return new Value.Tree(fields);
    });
  }

  /** So many seconds from now. */
  String withTime(String claim, long seconds) {
    return with(claim, Instant.now().getEpochSecond() + seconds);
  }

  /** The key that the issuer publishes. */
  RSAKey published() throws IOException, ParseException {
    var answer =
        Wire.send(URI.create(issuer.name()), Wire.request("GET /.well-known/jwks", new byte[0]));
    return JWKSet.parse(answer.body()).getKeys().getFirst().toRSAKey();
  }

  /** With a key of the forger's own, below a header of the forger's choice. */
  String ownSigned(JWSHeader.Builder header) throws JOSEException {
    return signed(header.build(), new RSASSASigner(ownKey));
  }

  RSAKey ownKey() {
    return ownKey;
  }

  /** With the public key, which everybody has, as the secret of a symmetric algorithm. */
  String publicAsSecret(byte[] secret) throws JOSEException, IOException, ParseException {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(published().getKeyID()).build(),
        new MACSigner(secret));
  }

  private String signed(JWSHeader header, JWSSigner signer) throws JOSEException {
    var token = new JWSObject(header, new Payload(Json.write(claims())));
    token.sign(signer);
    return token.serialize();
  }

  /** Not signed at all. */
  String unsigned() throws IOException, ParseException {
    String header = "{\"alg\":\"none\",\"kid\":\"%s\"}".formatted(published().getKeyID());
    return Base64URL.encode(header) + "." + Base64URL.encode(Json.write(claims())) + ".";
  }

  /** Signed by the issuer, and changed afterwards. */
  String tampered() {
    String[] parts = with("repository_id", "1001").split("\\.", -1);
    String other = Json.write(claims().with("repository_id", new Value.Text("9999")));
    return parts[0] + "." + Base64URL.encode(other) + "." + parts[2];
  }

  /** A payload of the forger's own words, signed by the issuer as no issuer would. */
  String signedText(String payload) {
    return issuer.signedText(payload);
  }
}
