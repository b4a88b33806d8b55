package io.runtimeservice.reconciler.mutant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the one file that a mutant is in, in memory; all others are as they were built. */
final class MutantCompiler implements AutoCloseable {

  /** Where the module is, wherever the tests are started from: Surefire says so. */
  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", ""), "src/main/java/io/runtimeservice/reconciler");

  /** What is wrong on purpose needs no warnings. */
  private static final List<String> OPTIONS =
      List.of("-proc:none", "-nowarn", "-Xlint:none", "-implicit:none", "-parameters");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  /** One for all, since it remembers what it has found on the class path. */
  private final StandardJavaFileManager files =
      compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);

  /** The classes of the file, with the fault in them, by name. */
  Map<String, byte[]> compile(Mutant.Edit edit) {
    var compiled = new Compiled(files);
    var said = new StringWriter();
    var source = new Source(edit.file(), edit.in(read(edit.file())));
    boolean succeeded =
        compiler.getTask(said, compiled, null, OPTIONS, null, List.of(source)).call();
    if (!succeeded) {
      throw new AssertionError("a mutant of %s does not compile:%n%s".formatted(edit.file(), said));
    }
    return compiled.classes();
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(SOURCES.resolve(file.replace('.', '/') + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException("the source of " + file + " cannot be read", e);
    }
  }

  /** A source that is in no file. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(URI.create("memory:///" + file.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what is compiled, in memory. */
  private static final class Compiled extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    Compiled(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(
          URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          var bytes = new ByteArrayOutputStream();
          classes.put(name, bytes);
          return bytes;
        }
      };
    }

    Map<String, byte[]> classes() {
      var bytes = new HashMap<String, byte[]>();
      classes.forEach((name, stream) -> bytes.put(name, stream.toByteArray()));
      return bytes;
    }
  }
}
