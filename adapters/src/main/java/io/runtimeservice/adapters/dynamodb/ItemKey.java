package io.runtimeservice.adapters.dynamodb;

import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The key of an item in the shared table, by the contract with the Environment Manager.
 *
 * @param pk the partition key: whose item it is
 * @param sk the sort key: which of theirs
 */
public record ItemKey(String pk, String sk) {

  /** The names of the key attributes, both strings. */
  public static final String PARTITION = "pk";

  public static final String SORT = "sk";

  static final String ENVIRONMENT_PREFIX = "ENV#";

  static final String APP_PREFIX = "APP#";
  static final String APP = "APP";
  static final String RUNTIME_PREFIX = "RUN#";
  private static final String HISTORY_PREFIX = "HIST#";
  private static final String GENERATION_PREFIX = "GEN#";
  private static final String HOST_PREFIX = "HOST#";
  private static final String CLAIM = "CLAIM";

  static final ItemKey CONTROL = new ItemKey("RUNTIME#CONTROL", "CONTROL");
  static final ItemKey SWEEP = new ItemKey("RUNTIME#SWEEP", "SWEEP");

  public static ItemKey app(AppId id) {
    return new ItemKey(partition(id), APP);
  }

  public static ItemKey environment(EnvironmentKey key) {
    return new ItemKey(partition(key.app()), ENVIRONMENT_PREFIX + key.environment());
  }

  public static ItemKey runtime(EnvironmentKey key) {
    return new ItemKey(partition(key.app()), RUNTIME_PREFIX + key.environment());
  }

  /** The place of a history entry, two digits, so that the places sort as they count. */
  static ItemKey history(EnvironmentKey key, int place) {
    return new ItemKey(partition(key.app()), historyPrefix(key) + "%02d".formatted(place));
  }

  static String historyPrefix(EnvironmentKey key) {
    return HISTORY_PREFIX + key.environment() + "#";
  }

  /** The place of a desired state that was reached. */
  static ItemKey generation(EnvironmentKey key, int place) {
    return new ItemKey(partition(key.app()), generationPrefix(key) + "%02d".formatted(place));
  }

  static String generationPrefix(EnvironmentKey key) {
    return GENERATION_PREFIX + key.environment() + "#";
  }

  static ItemKey claim(String hostname) {
    return new ItemKey(HOST_PREFIX + hostname, CLAIM);
  }

  static String partition(AppId id) {
    return APP_PREFIX + id;
  }

  static ItemKey of(Map<String, AttributeValue> item) {
    return new ItemKey(text(item, PARTITION), text(item, SORT));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
  }

  /** The app whose record this is; empty if it is another record. */
  Optional<AppId> app() {
    return Optional.of(pk)
        .filter(it -> it.startsWith(APP_PREFIX) && sk.equals(APP))
        .map(it -> it.substring(APP_PREFIX.length()))
        .filter(AppId::isValid)
        .map(AppId::new);
  }

  /** The environment whose record this is; empty if it is another record. */
  Optional<EnvironmentKey> environment() {
    return after(ENVIRONMENT_PREFIX);
  }

  /** The environment whose runtime record this is; empty if it is another record. */
  Optional<EnvironmentKey> runtime() {
    return after(RUNTIME_PREFIX);
  }

  private Optional<EnvironmentKey> after(String prefix) {
    return pk.startsWith(APP_PREFIX) && sk.startsWith(prefix)
        ? EnvironmentKey.parse(
            pk.substring(APP_PREFIX.length()) + "/" + sk.substring(prefix.length()))
        : Optional.empty();
  }

  Map<String, AttributeValue> attributes() {
    return Map.of(PARTITION, AttributeValue.fromS(pk), SORT, AttributeValue.fromS(sk));
  }

  Key enhanced() {
    return Key.builder().partitionValue(pk).sortValue(sk).build();
  }
}
