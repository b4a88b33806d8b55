package io.runtimeservice.local.gateway;

import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The ids of a request, of AWS' form.
 *
 * @param id {@code x-amzn-RequestId}, a UUID
 * @param extended {@code x-amz-apigw-id}, such as {@code Kb3pNGT1oAMEJ7A=}
 */
record RequestIds(String id, String extended) {

  private static final int EXTENDED_BYTES = 11;

  /** By their names in {@code $context}. */
  Map<String, String> known() {
    return Map.of("requestId", id, "extendedRequestId", extended);
  }

  static RequestIds draw(RandomGenerator random) {
    byte[] bytes = new byte[EXTENDED_BYTES];
    random.nextBytes(bytes);
    return new RequestIds(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        Base64.getEncoder().encodeToString(bytes));
  }
}
