package io.runtimeservice.local.chaos;

import io.runtimeservice.local.door.Manager;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An Environment Manager who changes one environment after the other, by a seed: another image, a
 * deletion, the same environment once more. Of its marks some get lost.
 */
final class RestlessManager {

  /** Of ten changes of an environment that is wanted, one is its deletion. */
  private static final int DELETED_OF_TEN = 1;

  /** Of ten changes of one that is not, so many make it again. */
  private static final int MADE_AGAIN_OF_TEN = 5;

  private static final int MARKS_LOST_OF_TEN = 1;

  private final ChaosWorld world;
  private final Random random;
  private final Predicate<EnvironmentKey> deletable;
  private final List<EnvironmentKey> all = new ArrayList<>();
  private final Set<EnvironmentKey> unwanted = new HashSet<>();
  private int changes;

  /**
   * A manager.
   *
   * @param deletable which environments may be deleted
   */
  RestlessManager(ChaosWorld world, long seed, Predicate<EnvironmentKey> deletable) {
    this.world = world;
    this.deletable = deletable;
    this.random = new Random(seed);
  }

  /** Writes so many environments, each with a mark. */
  void begin(int environments) {
    for (int i = 0; i < environments; i++) {
      all.add(world.preview("pr-" + i));
    }
  }

  /** Changes one of them. */
  void change() {
    changes++;
    var key = all.get(random.nextInt(all.size()));
    int luck = random.nextInt(10);
    if (unwanted.contains(key)) {
      if (luck < MADE_AGAIN_OF_TEN) {
        desire(key, "running");
        unwanted.remove(key);
      }
    } else if (luck < DELETED_OF_TEN && deletable.test(key)) {
      desire(key, "deleted");
      unwanted.add(key);
    } else {
      String image = ChaosWorld.image(key.environment().value(), changes);
      Answers.of(manager().pushImage(key, image));
    }
    if (random.nextInt(10) >= MARKS_LOST_OF_TEN) {
      Answers.of(manager().mark(key));
    }
  }

  private void desire(EnvironmentKey key, String wish) {
    Answers.of(manager().desire(key, wish));
  }

  private Manager manager() {
    return world.manager();
  }

  int changes() {
    return changes;
  }
}
