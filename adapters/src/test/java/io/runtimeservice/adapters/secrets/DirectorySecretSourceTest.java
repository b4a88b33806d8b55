package io.runtimeservice.adapters.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.port.SecretSourceContract;
import io.runtimeservice.model.secret.SecretReference;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySecretSourceTest implements SecretSourceContract {

  private static final String BUNDLE = "{\"TOKEN\":\"value\"}";

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void make() throws IOException {
    Files.createDirectory(root());
  }

  @AfterEach
  void close() {
    Answers.of(vertx.close());
  }

  private Path root() {
    return directory.resolve("root");
  }

  @Override
  public SecretSource source() {
    return new DirectorySecretSource(vertx, root());
  }

  @Override
  public void put(SecretReference reference, Map<String, String> values) {
    var text = new JsonObject();
    values.forEach(text::put);
    write(root().resolve(reference.ref()).resolve(reference.version()), text.encode());
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Failure failureOf(String ref, String version) {
    return Answers.failure(source().fetch(new SecretReference(ref, version)));
  }

  @Test
  void a_link_that_stays_below_the_root_is_followed() throws IOException {
    write(root().resolve("data/v1"), BUNDLE);
    Files.createSymbolicLink(root().resolve("current"), Path.of("data"));
    assertThat(Answers.of(source().fetch(new SecretReference("current", "v1"))).values())
        .containsOnlyKeys("TOKEN");
  }

  @Test
  void the_root_itself_may_be_a_link() throws IOException {
    write(root().resolve("data/v1"), BUNDLE);
    var link = Files.createSymbolicLink(directory.resolve("link"), root());
    var source = new DirectorySecretSource(vertx, link);
    assertThat(Answers.of(source.fetch(new SecretReference("data", "v1"))).values())
        .containsOnlyKeys("TOKEN");
  }

  @Test
  void a_link_that_leads_out_of_the_root_is_refused() throws IOException {
    write(directory.resolve("elsewhere/v1"), BUNDLE);
    Files.createSymbolicLink(root().resolve("out"), directory.resolve("elsewhere"));
    Files.createDirectory(root().resolve("in"));
    Files.createSymbolicLink(root().resolve("in/v1"), directory.resolve("elsewhere/v1"));
    assertThat(failureOf("out", "v1")).isInstanceOf(Failure.SecretDenied.class);
    assertThat(failureOf("in", "v1")).isInstanceOf(Failure.SecretDenied.class);
  }

  @Test
  void a_reference_that_leads_out_of_the_root_is_refused() {
    write(directory.resolve("elsewhere/v1"), BUNDLE);
    write(directory.resolve("root-beside/v1"), BUNDLE);
    assertThat(failureOf("../elsewhere", "v1")).isInstanceOf(Failure.SecretDenied.class);
    assertThat(failureOf("../nowhere", "v1")).isInstanceOf(Failure.SecretDenied.class);
    assertThat(failureOf("a", "../../elsewhere/v1")).isInstanceOf(Failure.SecretDenied.class);
    assertThat(failureOf("../root-beside", "v1")).isInstanceOf(Failure.SecretDenied.class);
    assertThat(failureOf(directory.resolve("elsewhere").toString(), "v1"))
        .isInstanceOf(Failure.SecretDenied.class);
  }

  @Test
  void what_is_no_file_is_missing() throws IOException {
    Files.createDirectories(root().resolve("data/v1"));
    write(root().resolve("file"), BUNDLE);
    assertThat(failureOf("data", "v1")).isInstanceOf(Failure.SecretMissing.class);
    assertThat(failureOf("file", "v1")).isInstanceOf(Failure.SecretMissing.class);
    assertThat(failureOf("data", "a\0b")).isInstanceOf(Failure.SecretMissing.class);
  }

  @Test
  void what_is_not_an_object_of_strings_is_refused_and_not_repeated() {
    write(root().resolve("data/v1"), "{\"TOKEN\":4711}");
    var failure = failureOf("data", "v1");
    assertThat(failure).isInstanceOf(Failure.SecretMissing.class);
    assertThat(failure.toString()).doesNotContain("4711");
  }

  @Test
  void a_file_past_its_size_is_refused() {
    int frame = "{\"a\":\"\"}".length();
    int room = SecretBundles.BYTES_MAX - frame;
    write(root().resolve("data/fits"), "{\"a\":\"" + "x".repeat(room) + "\"}");
    write(root().resolve("data/large"), "{\"a\":\"" + "x".repeat(room + 1) + "\"}");
    assertThat(Answers.of(source().fetch(new SecretReference("data", "fits"))).values())
        .containsKey("a");
    assertThat(failureOf("data", "large")).isInstanceOf(Failure.SecretMissing.class);
  }

  @Test
  void a_failure_names_no_path_of_the_machine() {
    assertThat(failureOf("none", "v1").toString()).doesNotContain(directory.toString());
    assertThat(failureOf("../elsewhere", "v1").toString()).doesNotContain(directory.toString());
  }
}
