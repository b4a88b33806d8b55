package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.secret.SecretValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * Looks at a certificate that is given to Fly: its dates, its names, and whether the key is its
 * own.
 */
final class GivenChain {

  private static final int DNS_NAME = 2;

  private GivenChain() {}

  /** Refuses what Fly would refuse; the certificate's end otherwise. */
  static Instant checked(String hostname, SecretValue chain, SecretValue key, Instant now) {
    X509Certificate leaf;
    PrivateKey privateKey;
    try {
      leaf = chain.reveal(GivenChain::leaf);
      privateKey = key.reveal(text -> privateKey(text, leaf.getPublicKey().getAlgorithm()));
    } catch (UnreadableException unreadable) {
      throw Refusals.unprocessable("Validation failed: certificate or private key is invalid");
    }
    Instant until = leaf.getNotAfter().toInstant();
    if (now.isAfter(until)) {
      throw Refusals.unprocessable("Validation failed: certificate has expired");
    }
    if (names(leaf).stream().noneMatch(name -> covers(name, hostname))) {
      throw Refusals.unprocessable("Validation failed: certificate does not cover the hostname");
    }
    if (!belongTogether(leaf, privateKey)) {
      throw Refusals.unprocessable("Validation failed: private key does not match certificate");
    }
    return until;
  }

  /** It is no PEM of its kind. */
  private static final class UnreadableException extends RuntimeException {
    UnreadableException(Throwable cause) {
      super(cause);
    }
  }

  private static X509Certificate leaf(String pem) {
    try {
      var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
    } catch (GeneralSecurityException e) {
      throw new UnreadableException(e);
    }
  }

  private static PrivateKey privateKey(String pem, String algorithm) {
    try {
      String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnreadableException(e);
    }
  }

  private static List<String> names(X509Certificate leaf) {
    try {
      Collection<List<?>> names = leaf.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(it -> Integer.valueOf(DNS_NAME).equals(it.get(0)))
              .map(it -> String.valueOf(it.get(1)))
              .toList();
    } catch (GeneralSecurityException e) {
      return List.of();
    }
  }

  private static boolean covers(String name, String hostname) {
    return name.equalsIgnoreCase(hostname)
        || (name.startsWith("*.")
            && hostname.indexOf('.') > 0
            && name.substring(1).equalsIgnoreCase(hostname.substring(hostname.indexOf('.'))));
  }

  private static boolean belongTogether(X509Certificate leaf, PrivateKey key) {
    try {
      String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      byte[] probe = {1, 2, 3};
      var signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(probe);
      byte[] signature = signer.sign();
      var verifier = Signature.getInstance(algorithm);
      verifier.initVerify(leaf.getPublicKey());
      verifier.update(probe);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
