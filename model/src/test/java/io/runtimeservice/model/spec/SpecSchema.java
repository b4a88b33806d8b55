package io.runtimeservice.model.spec;

import io.runtimeservice.model.document.FieldRow;
import io.runtimeservice.model.document.FieldRow.Kind;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The contract's table of a spec's fields, restated for the tests. */
public final class SpecSchema {

  private static final String HEX = "0123456789abcdef".repeat(4);

  /** A spec in which every field is given, none with its default. */
  public static final Value.Tree FULL =
      Trees.tree(
          """
          {'image': 'registry.example/checkout@sha256:%s',
           'commit': '9f3c2a1',
           'config': {'MODE': 'fast', 'EMPTY': ''},
           'secrets': {'TOKEN': {'ref': 'checkout/preview', 'version': 'v7', 'key': 'token'}},
           'certificates': [{'hostname': 'shop.example.com'},
             {'hostname': '*.example.org', 'ref': 'tls/example.org', 'version': '3'}],
           'regions': ['ams', 'fra'],
           'machines': 3,
           'guest': {'cpuKind': 'performance', 'cpus': 2, 'memoryMb': 4096},
           'service': {'internalPort': 3000, 'check': {'type': 'http', 'path': '/healthz',
             'intervalSeconds': 20, 'timeoutSeconds': 5, 'gracePeriodSeconds': 30}},
           'addresses': ['v4', 'private_v6'],
           'sleep': 'stop',
           'replacement': 'recreate',
           'network': 'team-a',
           'expiresAt': '2026-12-01T09:00:00Z',
           'progressDeadlineSeconds': 600}
          """
              .formatted(HEX));

  /** Fields that an App record's defaults may not have. */
  public static final List<String> OWN_ONLY =
      List.of("image", "commit", "certificates", "expiresAt");

  private static final String ENV_VAR =
      "a name that is an env var's: letters, digits and _, 256 at most, not a digit first, not"
          + " FLY_ in front";
  private static final String REGION = "a region code of three lower-case letters";
  private static final String ADDRESS = "one of v4, shared_v4, v6, private_v6";
  private static final String REF =
      "a name of letters, digits and /_+=.@:- whose segments are neither empty nor dots";
  private static final String VERSION =
      "a version of 1 to 64 letters, digits and ._-, not only dots";

  private SpecSchema() {}

  /** Every field that has a plain value, with what may stand in it and what may not. */
  public static Stream<FieldRow> fields() {
    return Stream.of(build(), variables(), placement(), service(), reach(), policy())
        .flatMap(rows -> rows);
  }

  private static Stream<FieldRow> build() {
    return Stream.of(
        FieldRow.of(
                "image",
                Kind.STRING,
                "an image as registry/name@sha256:<64 hexadecimal characters> or registry/name:tag")
            .good(
                "null",
                "'r/a:t'",
                "'r/a@sha256:" + "f".repeat(64) + "'",
                "'" + longImage(512) + "'")
            .bad("''", "'nginx'", "'r/a'", "'r/a:t '", "'" + longImage(513) + "'"),
        FieldRow.of("commit", Kind.STRING, "a commit of 1 to 128 visible ASCII characters")
            .good("'a'", "'" + "f".repeat(128) + "'")
            .bad("''", "'" + "f".repeat(129) + "'", "'a b'", "'é'", "'a\\n'"));
  }

  private static Stream<FieldRow> variables() {
    return Stream.of(
        FieldRow.of("config", Kind.OBJECT, "an object").good("{}", "{'A': ''}"),
        FieldRow.of("config.MODE", Kind.STRING, "a string")
            .good("''", "'{}'", "'" + "x".repeat(50_000) + "'"),
        FieldRow.of("secrets.TOKEN.version", Kind.STRING, VERSION)
            .good("'1'", "'" + "v".repeat(64) + "'")
            .bad("''", "'..'", "'" + "v".repeat(65) + "'", "'a/b'"),
        FieldRow.of("secrets.TOKEN.ref", Kind.STRING, REF)
            .good("'a'", "'" + "r".repeat(512) + "'")
            .bad("''", "'../x'", "'a/../b'", "'/a'", "'" + "r".repeat(513) + "'"),
        FieldRow.of("secrets.TOKEN.key", Kind.STRING, "a string that is not blank")
            .good("'k'", "'any thing'")
            .bad("''", "' '"),
        FieldRow.of("certificates", Kind.LIST, "a list of at most 50")
            .good("[]", certificates(50))
            .bad(certificates(51)),
        FieldRow.of(
                "certificates[0].hostname",
                Kind.STRING,
                "a lower-case host name with at least one dot, optionally *. in front, not of"
                    + " fly.dev")
            .good("'a.b'", "'*.a.b'")
            .bad("''", "'localhost'", "'A.b'", "'a.b.'", "'1.2.3.4'", "'x.fly.dev'", "'fly.dev'"),
        FieldRow.of("certificates[1].ref", Kind.STRING, REF).good("'a'").bad("''", "'..'"),
        FieldRow.of("certificates[1].version", Kind.STRING, VERSION).good("'a'").bad("''", "'..'"));
  }

  private static Stream<FieldRow> placement() {
    return Stream.of(
        FieldRow.of("regions", Kind.LIST, "a list of at most 20")
            .good("['iad']", regions(20))
            .bad(regions(21)),
        FieldRow.of("regions[0]", Kind.STRING, REGION)
            .good("'iad'")
            .bad("''", "'ia'", "'iadx'", "'IAD'", "'i d'")
            .item(),
        FieldRow.whole("machines", 1, 50),
        FieldRow.of("guest", Kind.OBJECT, "an object")
            .good(
                "{}",
                "{'cpuKind': 'shared', 'cpus': 1, 'memoryMb': 256}",
                "{'cpuKind': 'performance', 'cpus': 128, 'memoryMb': 1048576}"),
        FieldRow.word("guest.cpuKind", "shared", "performance"),
        FieldRow.of("guest.cpus", Kind.NUMBER, "a whole number from 1 to 128")
            .good("1")
            .bad("0", "129", "-1", "1.5", "1e999999999"),
        FieldRow.of("guest.memoryMb", Kind.NUMBER, "a whole number from 1 to 1048576")
            .good("5120")
            .bad("0", "1048577", "0.5", "1e999999999"));
  }

  private static Stream<FieldRow> service() {
    return Stream.of(
        FieldRow.of("service", Kind.OBJECT, "an object").good("{}", "{'internalPort': 1}"),
        FieldRow.whole("service.internalPort", 1, 65_535),
        FieldRow.of("service.check", Kind.OBJECT, "an object").good("{'type': 'tcp'}"),
        FieldRow.of("service.check.type", Kind.STRING, "one of http, tcp")
            .good("'http'")
            .bad("''", "'HTTP'", "'https'"),
        FieldRow.of(
                "service.check.path",
                Kind.STRING,
                "a path of visible ASCII characters that begins with /")
            .good("'/'", "'/" + "p".repeat(511) + "'")
            .bad(
                "''",
                "'healthz'",
                "'/a b'",
                "'/é'",
                "'/" + "p".repeat(512) + "'",
                "'/a\\r\\nX: y'"),
        FieldRow.whole("service.check.intervalSeconds", 1, 60),
        FieldRow.whole("service.check.timeoutSeconds", 1, 60),
        FieldRow.whole("service.check.gracePeriodSeconds", 1, 600));
  }

  private static Stream<FieldRow> reach() {
    return Stream.of(
        FieldRow.of("addresses", Kind.LIST, "a list of at most 4")
            .good("[]", "['v4', 'shared_v4', 'v6', 'private_v6']")
            .bad("['v4', 'shared_v4', 'v6', 'private_v6', 'v4']"),
        FieldRow.of("addresses[0]", Kind.STRING, ADDRESS)
            .good("'v4'", "'shared_v4'", "'v6'")
            .bad("''", "'V4'", "'v5'")
            .item(),
        FieldRow.of(
                "network",
                Kind.STRING,
                "a network name: letters, digits and -, a letter first, 63 at most")
            .good("'default'", "'a'", "'" + "n".repeat(63) + "'")
            .bad("''", "'1a'", "'a_b'", "'" + "n".repeat(64) + "'"));
  }

  private static Stream<FieldRow> policy() {
    return Stream.of(
        FieldRow.word("sleep", "off", "stop", "suspend"),
        FieldRow.word("replacement", "in-place", "recreate", "blue-green"),
        FieldRow.of("expiresAt", Kind.STRING, "a time in RFC 3339, such as 2026-12-01T09:00:00Z")
            .good("'2026-12-01T09:00:00+02:00'", "'0001-01-01T00:00:00Z'", "'9999-12-31T23:59:59Z'")
            .bad(
                "''",
                "'tomorrow'",
                "'2026-12-01'",
                "'2026-12-01T09:00:00'",
                "'2026-13-01T09:00:00Z'"),
        FieldRow.whole("progressDeadlineSeconds", 1, 86_400));
  }

  /** Every object with a closed list of fields, by its path, and those fields in order. */
  public static Map<String, String> objects() {
    return Map.of(
        "",
            "addresses, certificates, commit, config, expiresAt, guest, image, machines, network,"
                + " progressDeadlineSeconds, regions, replacement, secrets, service, sleep",
        "guest.", "cpuKind, cpus, memoryMb",
        "service.", "check, internalPort",
        "service.check.", "gracePeriodSeconds, intervalSeconds, path, timeoutSeconds, type");
  }

  /** The names in {@code config} that are refused, each by name. */
  public static Stream<String> badConfigNames() {
    return Stream.of("1A", "A-B", "A B", "FLY_APP_NAME", "", "É", "N".repeat(257));
  }

  public static String envVarForm() {
    return ENV_VAR;
  }

  private static String certificates(int count) {
    return list(count, i -> "{'hostname': 'a" + i + ".example.com'}");
  }

  private static String regions(int count) {
    return list(count, i -> "'aa" + (char) ('a' + i) + "'");
  }

  private static String list(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String longImage(int length) {
    return "r/" + "a".repeat(length - 4) + ":t";
  }
}
