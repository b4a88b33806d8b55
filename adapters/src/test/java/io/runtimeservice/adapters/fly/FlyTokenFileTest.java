package io.runtimeservice.adapters.fly;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.adapters.metrics.PrometheusTelemetry;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that is renewed is used without a restart, as Kubernetes renews a mounted secret. */
class FlyTokenFileTest {

  /** Each look is a file that was read. */
  private static final int LOOKS_MAX = 10_000;

  private final Vertx vertx = Vertx.vertx();
  private final ManualTime time = new ManualTime();

  private final PrometheusTelemetry telemetry = new PrometheusTelemetry();

  @TempDir private Path directory;

  @AfterEach
  void close() {
    Answers.of(vertx.close());
  }

  private static String ending(long seconds) {
    byte[] window = Packed.array(Packed.integer(0), Packed.integer(seconds));
    return "fm2_" + Base64.getEncoder().encodeToString(Packed.macaroon(Packed.integer(4), window));
  }

  private String end() {
    return telemetry
        .scrape()
        .lines()
        .filter(line -> line.startsWith("runtime_credential_expiry_timestamp_seconds{"))
        .collect(Collectors.joining());
  }

  private static String said(String seconds) {
    return "runtime_credential_expiry_timestamp_seconds{credential=\"fly_token\"} " + seconds;
  }

  @Test
  void when_the_token_ends_is_told_each_time_that_it_is_read() throws IOException {
    Path path = Files.writeString(directory.resolve("token"), ending(1_800_000_000));
    assertThat(end()).isEqualTo(said("0.0"));
    var file = open(path);
    assertThat(end()).isEqualTo(said("1.8E9"));

    Files.writeString(path, ending(1_800_000_001) + "," + ending(1_900_000_000));
    comes(file, "FlyV1 " + Files.readString(path));
    assertThat(end()).isEqualTo(said("1.800000001E9"));

    Files.writeString(path, "fm2_two");
    comes(file, "FlyV1 fm2_two");
    assertThat(end()).as("it does not say").isEqualTo(said("0.0"));
    file.close();
  }

  private FlyTokenFile open(Path path) {
    var file = new FlyTokenFile(vertx.fileSystem(), path, time, telemetry);
    Answers.of(file.open());
    return file;
  }

  /** Its time comes, and it has been read. */
  private void comes(FlyTokenFile file, String header) {
    var advanced = Promise.<Void>promise();
    vertx.runOnContext(_ -> {
      time.advance(FlyTokenFile.READ_EVERY);
      advanced.complete();
    });
    Answers.of(advanced.future());
    for (int looks = 0; !file.token().header().equals(header); looks++) {
      assertThat(looks).as("looks at " + file.token()).isLessThan(LOOKS_MAX);
      Answers.of(vertx.fileSystem().props(directory.toString()));
    }
  }

  @Test
  void a_token_that_is_written_anew_is_used() throws IOException {
    Path path = Files.writeString(directory.resolve("token"), "fm2_one");
    var file = open(path);
    assertThat(file.token().header()).isEqualTo("FlyV1 fm2_one");

    Files.writeString(path, "fm2_two");
    comes(file, "FlyV1 fm2_two");
    file.close();
  }

  /** {@code ..data} is a link that is moved to another directory in one step. */
  @Test
  void a_mounted_secret_whose_link_is_moved_is_used() throws IOException {
    for (String version : new String[] {"one", "two"}) {
      Files.createDirectory(directory.resolve(version));
      Files.writeString(directory.resolve(version).resolve("token"), "fm2_" + version);
    }
    Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("one"));
    Path path = Files.createSymbolicLink(directory.resolve("token"), Path.of("..data/token"));
    var file = open(path);

    Path next = Files.createSymbolicLink(directory.resolve("..next"), Path.of("two"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    comes(file, "FlyV1 fm2_two");
    file.close();
  }

  @Test
  void one_that_cannot_be_read_any_more_is_kept_and_looked_for_again() throws IOException {
    Path path = Files.writeString(directory.resolve("token"), "fm2_one");
    var file = open(path);

    Files.delete(path);
    comes(file, "FlyV1 fm2_one");
    Files.writeString(path, "\n");
    comes(file, "FlyV1 fm2_one");
    Files.writeString(path, "fm2_three");
    for (int i = 0; time.timers() == 0; i++) {
      assertThat(i).isLessThan(LOOKS_MAX);
      Answers.of(vertx.fileSystem().props(directory.toString()));
    }
    comes(file, "FlyV1 fm2_three");
    file.close();
  }
}
