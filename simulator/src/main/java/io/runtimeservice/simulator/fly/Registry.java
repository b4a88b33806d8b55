package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.document.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The image registry: every name that can be parsed exists and serves unless it is told otherwise.
 * A tag can be moved.
 */
public final class Registry {

  private final Map<String, ImageBehaviour> behaviours = new HashMap<>();
  private final Map<String, String> moved = new HashMap<>();

  /** How what a tag was found to mean behaves, by its name with the digest. */
  private final Map<String, ImageBehaviour> resolved = new HashMap<>();

  /** A resolved image, {@code image_ref} in a machine. */
  record Resolved(
      String registry,
      String repository,
      Optional<String> tag,
      String digest,
      ImageBehaviour behaviour) {}

  /** Says how an image behaves, by the reference with which it is asked for. */
  public void put(String image, ImageBehaviour behaviour) {
    behaviours.put(image, behaviour);
  }

  /** Makes a tag mean something else from now on. */
  public void move(String image, String digest) {
    moved.put(image, digest);
  }

  Resolved resolve(String image) {
    int at = image.indexOf('@');
    String name = at < 0 ? image : image.substring(0, at);
    int colon = name.lastIndexOf(':');
    boolean tagged = colon > name.lastIndexOf('/');
    String path = tagged ? name.substring(0, colon) : name;
    int slash = path.indexOf('/');
    if (slash <= 0 || slash == path.length() - 1) {
      throw Refusals.invalid("failed to parse image " + image);
    }
    String digest =
        at >= 0
            ? image.substring(at + 1)
            : moved.getOrDefault(image, "sha256:" + Digest.of(image).wholeHex());
    return new Resolved(
        path.substring(0, slash),
        path.substring(slash + 1),
        tagged ? Optional.of(name.substring(colon + 1)) : Optional.empty(),
        digest,
        behaviour(image, path + "@" + digest));
  }

  private ImageBehaviour behaviour(String image, String pinned) {
    var behaviour =
        Optional.ofNullable(behaviours.get(image))
            .or(() -> Optional.ofNullable(resolved.get(pinned)))
            .orElseGet(ImageBehaviour.Serves::new);
    switch (behaviour) {
      case ImageBehaviour.Missing _ -> throw Refusals.imageMissing(image);
      case ImageBehaviour.Denied _ -> throw Refusals.imageDenied(image);
      case ImageBehaviour.Serves _,
          ImageBehaviour.ListensNowhere _,
          ImageBehaviour.AnswersWithErrors _,
          ImageBehaviour.Exits _,
          ImageBehaviour.NeverBoots _,
          ImageBehaviour.PullsSlowly _ ->
          resolved.put(pinned, behaviour);
    }
    return behaviour;
  }
}
