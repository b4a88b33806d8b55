package io.runtimeservice.model.record;

import io.runtimeservice.model.document.FieldRow;
import io.runtimeservice.model.document.FieldRow.Kind;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.spec.SpecSchema;
import java.util.stream.Stream;

/** The contract's tables of the Manager's two records, restated for the tests. */
final class RecordSchema {

  static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "pr-128");

  /** An App record in which every field is given. */
  static final Value.Tree APP =
      Trees.tree(
          """
          {'pk': 'APP#checkout', 'sk': 'APP', 'appId': 'checkout',
           'gitRepository': {'fullName': 'octo/checkout', 'repositoryId': 4711, 'ownerId': 12},
           'config': {'MODE': 'slow', 'SHARED': 'app'},
           'defaults': {'preview': {'machines': 2}, 'production': {'machines': 4}},
           'limits': {'maxPreviews': 5}}
          """);

  /** An Environment record in which every field is given. */
  static final Value.Tree ENVIRONMENT =
      Trees.tree(
              """
              {'pk': 'APP#checkout', 'sk': 'ENV#pr-128', 'environmentId': 'pr-128',
               'type': 'preview', 'branch': 'feature/x', 'generation': 3, 'desired': 'running',
               'deletionProtection': false, 'url': 'https://x.fly.dev', 'status': {'rev': 1}}
              """)
          .with("spec", SpecSchema.FULL);

  private RecordSchema() {}

  static Stream<FieldRow> app() {
    return Stream.of(
        FieldRow.of("appId", Kind.STRING, "the id in pk").bad("''", "'other'", "'Checkout'"),
        FieldRow.of("gitRepository", Kind.OBJECT, "an object"),
        FieldRow.of(
                "gitRepository.fullName",
                Kind.STRING,
                "owner/name of letters, digits and ._-, 300 characters at most")
            .good(
                "'a/b'", "'Octo-Org/re.po_1'", "'" + "o".repeat(149) + "/" + "n".repeat(150) + "'")
            .bad(
                "''",
                "'checkout'",
                "'/b'",
                "'a/'",
                "'a/b/c'",
                "'a/b c'",
                "'a/b\\n'",
                "'é/b'",
                "'" + "o".repeat(150) + "/" + "n".repeat(150) + "'"),
        FieldRow.whole("gitRepository.repositoryId", 1, Long.MAX_VALUE),
        FieldRow.whole("gitRepository.ownerId", 1, Long.MAX_VALUE),
        FieldRow.of("config", Kind.OBJECT, "an object").good("{}"),
        FieldRow.of("config.MODE", Kind.STRING, "a string").good("''"),
        FieldRow.of("config.SHARED", Kind.STRING, "a string").good("'x'"),
        FieldRow.of("defaults", Kind.OBJECT, "an object").good("{}"),
        FieldRow.of("defaults.preview", Kind.OBJECT, "an object").good("{}"),
        FieldRow.whole("defaults.preview.machines", 1, 50),
        FieldRow.of("defaults.production", Kind.OBJECT, "an object").good("{}"),
        FieldRow.whole("defaults.production.machines", 1, 50),
        FieldRow.of("limits", Kind.OBJECT, "an object").good("{}"),
        FieldRow.whole("limits.maxPreviews", 0, 10_000));
  }

  static Stream<FieldRow> environment() {
    return Stream.of(
        FieldRow.of("environmentId", Kind.STRING, "the id in sk").bad("''", "'other'", "'PR-128'"),
        FieldRow.word("type", "preview", "production"),
        FieldRow.of("branch", Kind.STRING, "a branch name of 1 to 255 characters")
            .good("'main'", "'é/ü'", "'" + "b".repeat(255) + "'")
            .bad("''", "' '", "'a\\nb'", "'a\\u0000'", "'" + "b".repeat(256) + "'"),
        FieldRow.whole("generation", 1, Long.MAX_VALUE),
        FieldRow.word("desired", "running", "stopped", "deleted"),
        FieldRow.of("deletionProtection", Kind.BOOLEAN, "true or false").good("true", "false"),
        FieldRow.of("spec", Kind.OBJECT, "an object").good("{}"));
  }
}
