package io.runtimeservice.local.gateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What AWS' Signature Version 4 puts into the {@code Authorization} header (IAM user guide,
 * Elements of an AWS API request signature).
 *
 * <p>The signature itself is not checked here. It would prove that the caller knows the secret of
 * the local key, which is in this repository for everybody to read; and what is tested of it on
 * this machine would be our own check, not AWS'. That a request is signed at all, and for {@code
 * execute-api}, is what a caller can get wrong.
 *
 * @param keyId the access key's id
 */
record Signature(String keyId) {

  private static final Pattern FORM =
      Pattern.compile(
          "AWS4-HMAC-SHA256 +Credential=(?<key>[A-Za-z0-9]{1,128})"
              + "/[0-9]{8}/[a-z0-9-]{1,40}/execute-api/aws4_request"
              + ", *SignedHeaders=[a-z0-9;_-]{1,1024}"
              + ", *Signature=[0-9a-f]{64}");

  /** Reads a header; empty if it is no signature for {@code execute-api}. */
  static Optional<Signature> parse(String authorization) {
    Matcher matcher = FORM.matcher(authorization);
    return matcher.matches() ? Optional.of(new Signature(matcher.group("key"))) : Optional.empty();
  }
}
