package io.runtimeservice.adapters.secrets;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.secret.SecretBundle;
import io.runtimeservice.model.secret.SecretReference;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A directory of bundles: {@code <root>/<ref>/<version>}, each a file with a JSON object. A link is
 * followed where it stays below the root, as Kubernetes' volumes need it, and refused elsewhere.
 */
public final class DirectorySecretSource implements SecretSource {

  static final Duration DEADLINE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Path root;

  public DirectorySecretSource(Vertx vertx, Path root) {
    this.vertx = vertx;
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public Future<SecretBundle> fetch(SecretReference reference) {
    return vertx
        .executeBlocking(() -> read(reference), false)
        .timeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
        .recover(thrown -> Future.failedFuture(classified(thrown)))
        .compose(SecretBundles::read);
  }

  /** Whether there is a directory that may be read; fails if not. */
  public Future<Void> reach() {
    return vertx
        .executeBlocking(this::list, false)
        .timeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
        .recover(thrown -> Future.failedFuture(classified(thrown)))
        .mapEmpty();
  }

  private Boolean list() throws IOException {
    try (var entries = Files.newDirectoryStream(root)) {
      return entries.iterator().hasNext();
    } catch (NotDirectoryException file) {
      throw new NoSuchFileException("not a directory");
    }
  }

  /** On a thread that may wait. Reads no more than shows that it is too much. */
  private byte[] read(SecretReference reference) throws IOException {
    var path = root.resolve(reference.ref()).resolve(reference.version()).normalize();
    if (!path.startsWith(root)) {
      throw new AccessDeniedException("outside the directory");
    }
    var real = real(path);
    if (!real.startsWith(root.toRealPath())) {
      throw new AccessDeniedException("a link leads out of the directory");
    }
    if (!Files.isRegularFile(real)) {
      throw new NoSuchFileException("not a file");
    }
    try (var file = Files.newInputStream(real)) {
      return file.readNBytes(SecretBundles.BYTES_MAX + 1);
    }
  }

  /** Where the links lead; a path that cannot be one, for whatever reason, leads nowhere. */
  private static Path real(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (AccessDeniedException denied) {
      throw denied;
    } catch (FileSystemException impossible) {
      throw new NoSuchFileException("no such path");
    }
  }

  /** What Java says names paths of this machine; what we say does not. */
  private static FailureException classified(Throwable thrown) {
    return new FailureException(
        switch (thrown) {
          case NoSuchFileException _, InvalidPathException _ ->
              new Failure.SecretMissing(says("no such file"));
          case AccessDeniedException _ ->
              new Failure.SecretDenied(says("the file may not be read"));
          default -> new Failure.Unavailable(says(thrown.getClass().getSimpleName()));
        });
  }

  private static Evidence says(String text) {
    return Evidence.of(Dependency.SECRETS, text);
  }
}
