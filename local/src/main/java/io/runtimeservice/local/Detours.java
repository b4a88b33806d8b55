package io.runtimeservice.local;

import io.runtimeservice.adapters.aws.AwsService;
import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * By what ways those who call AWS with a role of the stack get there. The Environment Manager, who
 * has no such role, goes straight.
 *
 * @param service the service's, by where each of AWS' services is
 * @param gateway the gateway's, by the queue's URL
 */
record Detours(UnaryOperator<Map<AwsService, URI>> service, UnaryOperator<URI> gateway) {

  /** Straight. */
  static final Detours NONE = new Detours(UnaryOperator.identity(), UnaryOperator.identity());
}
