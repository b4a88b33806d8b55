package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.telemetry.Label;
import io.runtimeservice.model.telemetry.Metric;
import io.vertx.core.Future;
import io.vertx.core.file.FileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that holds Fly's token, read again every so often: a renewed token needs no restart. */
public final class FlyTokenFile {

  static final Duration READ_EVERY = Duration.ofSeconds(15);

  /** Longer than any list of tokens; a larger file is some other file. */
  static final int BYTES_MAX = 64 * 1024;

  /** The word by {@link Label#CREDENTIAL}. */
  private static final String CREDENTIAL = "fly_token";

  private static final Logger LOG = LoggerFactory.getLogger(FlyTokenFile.class);

  private final FileSystem files;
  private final Path path;
  private final Time time;
  private final Telemetry telemetry;
  private Optional<FlyToken> token = Optional.empty();
  private Optional<Time.Timer> timer = Optional.empty();

  /** One of which nobody is told when the token ends. */
  public FlyTokenFile(FileSystem files, Path path, Time time) {
    this(files, path, time, Telemetry.NONE);
  }

  /**
   * A file.
   *
   * @param telemetry told when the token ends, each time that it is read
   */
  public FlyTokenFile(FileSystem files, Path path, Time time, Telemetry telemetry) {
    this.files = files;
    this.path = path;
    this.time = time;
    this.telemetry = telemetry;
  }

  /**
   * Reads the file, now and from now on. Fails if it cannot be read now, and does not say where it
   * should have been: that may be the token itself, in the place of its file.
   */
  public Future<Void> open() {
    return read()
        .onSuccess(_ -> readAgain())
        .recover(_ ->
            Future.failedFuture(
                new FailureException(
                    new Failure.Unauthenticated(
                        Evidence.of(
                            Dependency.SERVICE,
                            "Fly's token file (FLY_API_TOKEN_FILE) cannot be read, or holds no"
                                + " token")))));
  }

  public void close() {
    timer.ifPresent(Time.Timer::cancel);
  }

  /** The token as last read. */
  public FlyToken token() {
    return token.orElseThrow(() -> new IllegalStateException("the token file is not open"));
  }

  private void readAgain() {
    timer =
        Optional.of(
            time.after(
                READ_EVERY,
                () ->
                    read()
                        .onFailure(_ ->
                            LOG.atWarn()
                                .addKeyValue("file", path.toString())
                                .log("Fly's token file cannot be read; the last one is kept"))
                        .onComplete(_ -> readAgain())));
  }

  private Future<Void> read() {
    return files
        .props(path.toString())
        .compose(props ->
            props.size() <= BYTES_MAX
                ? files.readFile(path.toString())
                : Future.failedFuture("too large"))
        .compose(content -> {
          var read = FlyToken.of(content.toString());
          if (read.isEmpty()) {
            return Future.failedFuture("no token");
          }
          token = read;
          telemetry.set(
              Metric.CREDENTIAL_EXPIRY,
              read.flatMap(FlyToken::expiresAt).map(Instant::getEpochSecond).orElse(0L),
              CREDENTIAL);
          return Future.succeededFuture();
        });
  }
}
