package io.runtimeservice.local.door;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.spec.EffectiveSpec;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.ImageReference;
import io.vertx.core.Future;
import java.util.Map;

/** What may be changed of an environment, as it is asked for: one thing at a time. */
sealed interface Change {

  Map<String, String> WISHES =
      Map.of("running", "running", "stopped", "stopped", "deleted", "deleted");

  /** Whether a look is asked for as well. */
  boolean marks();

  Future<Void> made(Manager manager, EnvironmentKey key);

  /** Another image. */
  record Image(String image, boolean marks) implements Change {
    @Override
    public Future<Void> made(Manager manager, EnvironmentKey key) {
      return manager.pushImage(key, image);
    }
  }

  /** Whether it is to run, to be stopped or to be deleted. */
  record Wish(String wish, boolean marks) implements Change {
    @Override
    public Future<Void> made(Manager manager, EnvironmentKey key) {
      return manager.desire(key, wish);
    }
  }

  /** Fields of the spec, each in place of the one that is there. */
  record Spec(Value.Tree fields, boolean marks) implements Change {
    @Override
    public Future<Void> made(Manager manager, EnvironmentKey key) {
      return manager.specify(key, fields);
    }
  }

  /** Reads a request's body. */
  static Reading<Change> read(String body) {
    return object(body).then(Change::read);
  }

  private static Reading<Change> read(Value.Tree body) {
    var refusals = new Refusals();
    var fields = new Fields(body, "", refusals);
    var image =
        fields.text("image", ImageReference.FORM, it -> ImageReference.parse(it).isPresent());
    var wish = fields.word("desired", WISHES);
    boolean respecifies = fields.has("spec");
    boolean marks = fields.bool("mark").orElse(true);
    fields.noOthers();
    long changes = image.stream().count() + wish.stream().count() + (respecifies ? 1 : 0);
    if (refusals.isEmpty() && changes != 1) {
      fields.refuse("image", "one of image, desired and spec");
    }
    return refusals
        .orElse(() -> marks)
        .then(marking ->
            respecifies
                ? spec(fields.value("spec"), marking)
                : new Reading.Read<>(
                    image
                        .<Change>map(it -> new Image(it, marking))
                        .orElseGet(() -> new Wish(wish.orElseThrow(), marking))));
  }

  /** The service would refuse it, too, and say so in the status; a typo is better said at once. */
  private static Reading<Change> spec(Value value, boolean marks) {
    if (!(value instanceof Value.Tree tree) || tree.fields().isEmpty()) {
      return Reading.refused("spec", "expected an object with the fields to be changed");
    }
    return EffectiveSpec.of(EnvironmentType.PREVIEW, Value.Tree.EMPTY, Value.Tree.EMPTY, tree)
        .then(_ -> new Reading.Read<>(new Spec(tree, marks)));
  }

  private static Reading<Value.Tree> object(String body) {
    try {
      return Json.read(body) instanceof Value.Tree tree ? new Reading.Read<>(tree) : noObject();
    } catch (Json.MalformedJsonException e) {
      return noObject();
    }
  }

  private static Reading<Value.Tree> noObject() {
    return Reading.refused("body", "expected a JSON object");
  }
}
