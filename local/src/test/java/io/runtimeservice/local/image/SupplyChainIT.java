package io.runtimeservice.local.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the program is made of is written down: each jar by its bytes, and under which licence it
 * may be shipped. {@code app/target/bom.json} is CycloneDX, made with the package.
 */
class SupplyChainIT {

  private static final Path LIB = StagedImage.PROJECT.resolve("app/target/lib");
  private static final Path BOM = StagedImage.PROJECT.resolve("app/target/bom.json");
  private static final Path PAGE = StagedImage.PROJECT.resolve("docs/generated/licences.md");
  private static final Path COUNT = StagedImage.PROJECT.resolve("local/target/supply-chain.txt");

  private static final String OUR_GROUP = "io.runtimeservice";
  private static final Set<String> OUR_MODULES = Set.of("adapters", "app", "model", "reconciler");

  /** Under these a program may be shipped; where a jar has several, one of them is enough. */
  private static final Set<String> LICENCES =
      Set.of("Apache-2.0", "BSD-2-Clause", "CC0-1.0", "EPL-2.0", "MIT", "MIT-0");

  private static List<Component> others;

  /** One entry of the bill of materials. */
  private record Component(
      String group, String name, String version, List<String> licences, Set<String> hashes) {

    static Component of(Value entry) {
      var tree = (Value.Tree) entry;
      return new Component(
          tree.text("group").orElse(""),
          tree.text("name").orElseThrow(),
          tree.text("version").orElseThrow(),
          tree.items("licenses").stream().map(it -> licence((Value.Tree) it)).toList(),
          tree.items("hashes").stream()
              .map(it -> ((Value.Tree) it).text("content").orElseThrow())
              .collect(Collectors.toSet()));
    }

    private static String licence(Value.Tree choice) {
      var licence = choice.tree("license");
      return licence.text("id").or(() -> licence.text("name")).orElse("none");
    }

    boolean isOurs() {
      return group.equals(OUR_GROUP);
    }

    String row() {
      return "| `%s:%s` | %s | %s |%n"
          .formatted(group, name, version, String.join(" or ", licences));
    }
  }

  @BeforeAll
  static void read() throws Exception {
    var bom = (Value.Tree) Json.read(Files.readString(BOM));
    others =
        bom.items("components").stream().map(Component::of).filter(it -> !it.isOurs()).toList();
  }

  private static List<Path> jars(boolean ours) throws IOException {
    try (Stream<Path> files = Files.list(LIB)) {
      return files.filter(it -> isOurs(it) == ours).sorted().toList();
    }
  }

  private static boolean isOurs(Path jar) {
    return OUR_MODULES.stream()
        .anyMatch(it -> jar.getFileName().toString().matches(it + "-[0-9].*"));
  }

  private static String sha256(Path jar) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new AssertionError(jar.toString(), e);
    }
  }

  @Test
  void each_jar_is_in_the_bill_of_materials_by_its_bytes_and_nothing_else_is() throws Exception {
    var jars = jars(false);
    assertThat(jars).hasSameSizeAs(others).isNotEmpty();
    for (Path jar : jars) {
      String hash = sha256(jar);
      assertThat(others).as("%s", jar).anyMatch(it -> it.hashes().contains(hash));
    }
  }

  @Test
  void each_jar_may_be_shipped_and_the_page_says_under_which_licence() throws Exception {
    var count = new TreeMap<String, Integer>();
    for (Component other : others) {
      assertThat(other.licences()).as("of %s", other.name()).anyMatch(LICENCES::contains);
      count.merge(String.join(" or ", other.licences()), 1, Integer::sum);
    }
    var page = new StringBuilder();
    page.append("# Licences\n\nGenerated from the bill of materials: `make golden` writes it.\n\n");
    page.append("| Jar | Version | Licence |\n|---|---|---|\n");
    others.stream().map(Component::row).sorted().forEach(page::append);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    Files.writeString(
        COUNT,
        "supply chain: %d jars of others, each in app/target/bom.json by its bytes; licences %s%n"
            .formatted(others.size(), count));
  }

  /** Two builds of the same sources differ by no date; {@code make reproducible} compares all. */
  @Test
  void our_jars_bear_one_date() throws IOException {
    var ours = jars(true);
    assertThat(ours).hasSameSizeAs(OUR_MODULES);
    for (Path jar : ours) {
      try (var opened = new JarFile(jar.toFile())) {
        var dates = opened.stream().map(it -> it.getLastModifiedTime()).collect(Collectors.toSet());
        assertThat(dates).as("%s", jar).hasSize(1);
      }
    }
  }
}
