package io.runtimeservice.app.settings;

import io.runtimeservice.app.settings.Settings.SecretStore;
import io.runtimeservice.app.settings.Settings.Treatment;
import io.runtimeservice.reconciler.limit.Rate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Every setting of the service, declared once. */
final class Declared {

  static final Setting<String> TABLE =
      Setting.required(
          "RUNTIME_TABLE",
          "a DynamoDB table's name",
          "The shared table.",
          Texts.matching("[A-Za-z0-9_.-]{3,255}"));

  static final Setting<URI> QUEUE_URL =
      Setting.required(
          "RUNTIME_QUEUE_URL", "a queue's URL", "The queue of dirty marks.", Texts::url);

  static final Setting<String> FLY_ORG =
      Setting.required(
          "FLY_ORG",
          "an organisation's slug",
          "The Fly organisation that all apps belong to.",
          Texts.matching("[a-z0-9][a-z0-9-]{0,62}"));

  static final Setting<Path> FLY_API_TOKEN_FILE =
      Setting.required(
          "FLY_API_TOKEN_FILE",
          "a file's path",
          "The file that holds Fly's token; it is read again when it changes.",
          Texts::path);

  static final Setting<URI> FLY_FLAPS_BASE_URL =
      Setting.optional(
          "FLY_FLAPS_BASE_URL",
          "a URL without /v1",
          "https://api.machines.dev",
          "Where Fly's Machines API is; flyctl's own name for it.",
          Texts::urlBeforeVersion);

  static final Setting<SecretStore> SECRET_SOURCE =
      Setting.optional(
          "RUNTIME_SECRET_SOURCE",
          "secrets-manager or file:<directory>",
          "secrets-manager",
          "Where secret values live: AWS Secrets Manager, or <directory>/<ref>/<version>, each a"
              + " JSON object.",
          SecretStore::parse);

  static final Setting<String> INSTALLATION =
      Setting.optional(
          "RUNTIME_INSTALLATION",
          "1 to 20 lower-case letters, digits and dashes",
          "default",
          "Part of names and ownership marks, so that two installations never touch each other's"
              + " apps.",
          Texts.matching("[a-z0-9-]{1,20}"));

  static final Setting<Integer> HTTP_PORT =
      Setting.optional(
          "RUNTIME_HTTP_PORT",
          "a port from 0 to 65535; 0 for any that is free",
          "8080",
          "Where probes, metrics and the status API answer.",
          Texts.whole(0, 65_535));

  static final Setting<Duration> SWEEP_INTERVAL =
      Setting.optional(
          "RUNTIME_SWEEP_INTERVAL",
          "a time from 10s to 1d",
          "5m",
          "How often everything that is recorded is compared with everything that Fly has.",
          Texts.duration(Duration.ofSeconds(10), Duration.ofDays(1)));

  static final Setting<Duration> LEASE_DURATION =
      Setting.optional(
          "RUNTIME_LEASE_DURATION",
          "a time from 2s to 10m",
          "30s",
          "How long a lease lasts without a sign of life from its holder.",
          Texts.duration(Duration.ofSeconds(2), Duration.ofMinutes(10)));

  static final Setting<Integer> CONCURRENCY =
      Setting.optional(
          "RUNTIME_CONCURRENCY",
          "a whole number from 1 to 10000",
          "512",
          "How many passes may be in flight in one replica.",
          Texts.whole(1, 10_000));

  static final Setting<Treatment> ORPHANS =
      Setting.optional(
          "RUNTIME_ORPHANS",
          "report or delete",
          "report",
          "What is done about orphans: apps of ours that no environment has.",
          text -> Texts.word(Treatment.values()).apply(text).filter(it -> it != Treatment.REPAIR));

  static final Setting<Treatment> DRIFT =
      Setting.optional(
          "RUNTIME_DRIFT",
          "repair or report",
          "repair",
          "What is done about drift: what was changed behind the service's back.",
          text -> Texts.word(Treatment.values()).apply(text).filter(it -> it != Treatment.DELETE));

  static final Setting<Duration> DELETE_GRACE =
      Setting.optional(
          "RUNTIME_DELETE_GRACE",
          "a time from 1s to 7d",
          "10m",
          "How long production is kept stopped before it is deleted.",
          Texts.duration(Duration.ofSeconds(1), Duration.ofDays(7)));

  static final Setting<Integer> BRAKE_BUDGET =
      Setting.optional(
          "RUNTIME_BRAKE_BUDGET",
          "a whole number from 0 to 100000",
          "10",
          "How many apps may be destroyed in 10 minutes.",
          Texts.whole(0, 100_000));

  static final Setting<Integer> BRAKE_PERCENT =
      Setting.optional(
          "RUNTIME_BRAKE_PERCENT",
          "a whole number from 0 to 100",
          "5",
          "The same, in percent of all apps; the larger counts.",
          Texts.whole(0, 100));

  static final Setting<Integer> BRAKE_TRIP_MIN =
      Setting.optional(
          "RUNTIME_BRAKE_TRIP_MIN",
          "a whole number from 1 to 100000",
          "20",
          "So many may be destroyed in an hour, however few there are; beyond, and beyond a quarter of"
              + " all apps, the brake trips.",
          Texts.whole(1, 100_000));

  static final Setting<Duration> WHOLE_LOOK_INTERVAL =
      Setting.optional(
          "RUNTIME_WHOLE_LOOK_INTERVAL",
          "a time from 1m to 30d",
          "24h",
          "How often everything of an environment is looked at, not only its machines.",
          Texts.duration(Duration.ofMinutes(1), Duration.ofDays(30)));

  static final Setting<Rate> FLY_LIST_RATE =
      Setting.optional(
          "RUNTIME_FLY_LIST_RATE",
          "a rate such as 1/s burst 3",
          "1/s burst 3",
          "How often the organisation's lists may be asked for; Fly does not document it.",
          Texts::rate);

  static final Setting<Rate> FLY_CREATE_RATE =
      Setting.optional(
          "RUNTIME_FLY_CREATE_RATE",
          "a rate such as 10/s burst 30",
          "10/s burst 30",
          "How often apps may be created; Fly does not document it.",
          Texts::rate);

  static final List<Setting<?>> ALL =
      List.of(
          TABLE,
          QUEUE_URL,
          FLY_ORG,
          FLY_API_TOKEN_FILE,
          FLY_FLAPS_BASE_URL,
          SECRET_SOURCE,
          INSTALLATION,
          HTTP_PORT,
          SWEEP_INTERVAL,
          LEASE_DURATION,
          CONCURRENCY,
          ORPHANS,
          DRIFT,
          DELETE_GRACE,
          BRAKE_BUDGET,
          BRAKE_PERCENT,
          BRAKE_TRIP_MIN,
          WHOLE_LOOK_INTERVAL,
          FLY_LIST_RATE,
          FLY_CREATE_RATE);

  private Declared() {}
}
