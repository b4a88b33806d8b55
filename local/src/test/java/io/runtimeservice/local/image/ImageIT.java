package io.runtimeservice.local.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The image holds the program and what it needs, and runs with nothing else and no rights. */
class ImageIT {

  /** All that is known to be of tests, of {@code local}, or a server that is embedded there. */
  private static final Pattern STRANGER =
      Pattern.compile(
          "(simulator|local|benchmarks|DynamoDBLocal|elasticmq|pekko|scala|junit|assertj|archunit"
              + "|velocity|nimbus|snakeyaml|kubernetes|openapi|vertx-web-client).*|.*-tests\\.jar");

  private static final Pattern SHARED = Pattern.compile(".*\\.so(\\.[0-9]+)*");
  private static final Pattern LIBRARY = Pattern.compile("(usr/)?lib(64)?/.*\\.so(\\.[0-9]+)*");

  private static final List<String> OURS =
      List.of(
          "app/java.options",
          "app/runtime.aot",
          "etc/group",
          "etc/nsswitch.conf",
          "etc/passwd",
          "opt/java/bin/java");

  private static final long RESIDENT_MEGABYTES_MAX = 300;

  private static StagedImage image;
  private static DynamoDbPart table;

  @BeforeAll
  static void stage() throws Exception {
    image = StagedImage.make(StagedImage.PROJECT.resolve("local/target/staged"));
    table = DynamoDbPart.start(Port.free(0, "--port"));
  }

  @AfterAll
  static void end() {
    table.close();
  }

  @Test
  void its_jars_are_those_of_the_program_and_none_is_a_stranger() throws IOException {
    var jars = StagedImage.names(image.root().resolve("app/lib"));

    assertThat(jars)
        .isEqualTo(StagedImage.names(StagedImage.PROJECT.resolve("app/target/lib")))
        .anyMatch(it -> it.startsWith("app-"))
        .noneMatch(it -> STRANGER.matcher(it).matches());
    assertThat(STRANGER.matcher("model-0.1.0-SNAPSHOT-tests.jar").matches()).isTrue();
  }

  @Test
  void beside_jars_and_the_jdk_there_are_libraries_of_c_and_what_is_listed() throws IOException {
    assertThat(image.files())
        .filteredOn(it -> !it.startsWith("app/lib/"))
        .filteredOn(it -> !it.startsWith("opt/java/") || it.startsWith("opt/java/bin/"))
        .filteredOn(it -> !LIBRARY.matcher(it).matches())
        .containsExactlyElementsOf(OURS);
  }

  /** No shell, and nothing else that can be started; a library's loader is none. */
  @Test
  void java_is_the_only_program() throws IOException {
    assertThat(image.files())
        .filteredOn(it -> !SHARED.matcher(it).matches())
        .filteredOn(it -> Files.isExecutable(image.root().resolve(it)))
        .containsExactly("opt/java/bin/java");
  }

  @Test
  void nobody_but_its_owner_may_write_and_all_may_in_tmp() throws IOException {
    try (Stream<Path> all = Files.walk(image.root())) {
      for (Path path : all.filter(it -> !it.endsWith("staged/tmp")).toList()) {
        if (!Files.isSymbolicLink(path)) {
          assertThat(Files.getPosixFilePermissions(path))
              .as("%s", path)
              .doesNotContain(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
        }
      }
    }
    assertThat(Files.getPosixFilePermissions(image.root().resolve("tmp")))
        .contains(PosixFilePermission.OTHERS_WRITE);
  }

  @Test
  void it_becomes_ready_from_its_cache_with_no_rights_and_ends_when_it_is_told_to()
      throws Exception {
    try (var pod = Pod.start(image, table, "-XX:AOTMode=on")) {
      pod.awaitReady();

      assertThat(pod.status("Uid")).isEqualTo("65532\t65532\t65532\t65532");
      assertThat(pod.status("Gid")).isEqualTo("65532\t65532\t65532\t65532");
      assertThat(pod.status("CapEff")).isEqualTo("0000000000000000");
      assertThat(pod.status("NoNewPrivs")).isEqualTo("1");
      for (String place : List.of("app/x", "etc/x", "opt/java/x", "dev/x", "x")) {
        assertThatThrownBy(() -> Files.createFile(pod.inside(place)))
            .hasMessageContaining("Read-only file system");
      }
      assertThat(Files.createFile(pod.inside("tmp/x"))).exists();
      long resident = Long.parseLong(pod.status("VmRSS").replace(" kB", "")) / 1024;
      assertThat(resident).isBetween(1L, RESIDENT_MEGABYTES_MAX);
      report(resident);
      assertThat(pod.terminate()).isZero();
    }
  }

  /** Else the test above would say nothing of the cache. */
  @Test
  void it_would_not_start_without_the_cache_that_it_is_told_of() throws Exception {
    try (var pod = Pod.start(image, table, "-XX:AOTMode=on", "-XX:AOTCache=/app/none.aot")) {
      assertThat(pod.ended()).isNotZero();
      assertThat(pod.output()).contains("AOT cache").doesNotContain("listening");
    }
  }

  /** For {@code bin/verify-report}. */
  private static void report(long resident) throws IOException {
    long java = image.megabytes("opt/java");
    long jars = image.megabytes("app/lib");
    long all = image.megabytes("");
    long cache = image.megabytes("app") - jars;
    Files.writeString(
        StagedImage.PROJECT.resolve("local/target/image.txt"),
        """
        image: %d files, %d jars, one program; %d MB: JDK %d, jars %d, AOT cache %d, C library %d; resident when ready %d MB
        """
            .formatted(
                image.files().size(),
                StagedImage.names(image.root().resolve("app/lib")).size(),
                all,
                java,
                jars,
                cache,
                all - java - jars - cache,
                resident));
  }
}
