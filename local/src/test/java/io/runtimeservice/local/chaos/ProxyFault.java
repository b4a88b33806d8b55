package io.runtimeservice.local.chaos;

import io.vertx.core.Future;

/** What the proxy does to one request. */
public sealed interface ProxyFault {

  /** Nothing: it is passed on, and so is its answer. */
  record None() implements ProxyFault {}

  /** It is refused as one too many, and not passed on. */
  record Throttled() implements ProxyFault {}

  /** It is answered with a fault of theirs, and not passed on. */
  record Broken() implements ProxyFault {}

  /** The connection breaks before it is passed on. */
  record ResetBefore() implements ProxyFault {}

  /** It takes effect, and the connection breaks before its answer. */
  record ResetAfter() implements ProxyFault {}

  /** It takes effect, and no answer ever comes. */
  record SilentAfter() implements ProxyFault {}

  /** It is passed on when somebody says so. */
  record Held(Future<?> until) implements ProxyFault {}

  /** A page ends after so many items, though there are more; DynamoDB may end one anywhere. */
  record TornPage(int items) implements ProxyFault {}

  /** A page has no item at all, and says where to go on. */
  record EmptyPage() implements ProxyFault {}

  /** Of a batch only so many are looked at, and the others are said to be left over. */
  record Unprocessed(int kept) implements ProxyFault {}
}
