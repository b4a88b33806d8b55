package io.runtimeservice.reconciler.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A world of its own for the reconciler and its tests: their classes are loaded here anew, some of
 * them as they are given; all else is shared.
 */
final class MutantLoader extends ClassLoader {

  static final String OURS = "io.runtimeservice.reconciler.";

  private final Map<String, byte[]> mutated;

  /**
   * A loader.
   *
   * @param mutated classes that are otherwise than they were built, by name
   */
  MutantLoader(Map<String, byte[]> mutated) {
    super(MutantLoader.class.getClassLoader());
    this.mutated = Map.copyOf(mutated);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (!name.startsWith(OURS)) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = mutated.containsKey(name) ? mutated.get(name) : built(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] built(String name) throws ClassNotFoundException {
    try (var file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}
