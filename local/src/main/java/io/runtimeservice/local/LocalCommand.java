package io.runtimeservice.local;

import io.runtimeservice.local.board.Board;
import io.runtimeservice.local.board.StatusPage;
import io.runtimeservice.local.parts.Port;
import io.vertx.core.VertxOptions;
import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/runtime local}. */
@Command(
    name = "runtime local",
    description = {
      "Runs everything on this machine, with three sample environments: DynamoDB",
      "Local, ElasticMQ, API Gateway, a simulated Fly.io, the service, and a front",
      "door.",
      "With --only, one part alone; it says which variables lead a service to it."
    })
final class LocalCommand implements Callable<Integer> {

  /** What takes minutes, or dozens of environments, is seen by whoever tries it out, too. */
  static final Map<String, String> SMALL =
      Map.of(
          "RUNTIME_SWEEP_INTERVAL", "30s",
          "RUNTIME_BRAKE_BUDGET", "1",
          "RUNTIME_BRAKE_TRIP_MIN", "1");

  static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** The owner of the sample's domain takes a moment. */
  static final Duration DOMAIN_OWNER_LOOKS_EVERY = Duration.ofSeconds(4);

  private static final int FAILED = 1;

  private final Ending ending;
  private final PrintStream out;
  private final String log;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Says how it is used.")
  @SuppressWarnings("UnusedVariable") // picocli sees to it
  private boolean help;

  @Option(names = "--only", description = "One part alone: ${COMPLETION-CANDIDATES}.")
  private Optional<Part> only = Optional.empty();

  @Option(names = "--port", description = "The port of the part that runs alone.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--http-port",
      defaultValue = "8080",
      description = "The service's port (default: ${DEFAULT-VALUE}).")
  private int httpPort;

  @Option(
      names = "--door-port",
      defaultValue = "8081",
      description = "The front door's port (default: ${DEFAULT-VALUE}).")
  private int doorPort;

  @Option(
      names = "--web-port",
      defaultValue = "8082",
      description = "Where the apps answer by the Host header (default: ${DEFAULT-VALUE}).")
  private int webPort;

  @Option(
      names = "--gateway-port",
      defaultValue = "8083",
      description = "The gateway's port (default: ${DEFAULT-VALUE}).")
  private int gatewayPort;

  @Option(
      names = "--issuer-port",
      defaultValue = "8084",
      description = "Where tokens are issued as GitHub does (default: ${DEFAULT-VALUE}).")
  private int issuerPort;

  @Option(
      names = "--prometheus",
      paramLabel = "<directory>",
      description = {
        "Runs Prometheus too, with the shipped alerts: the directory that holds the program,",
        "as bin/find-prometheus prints it."
      })
  private Optional<Path> prometheus = Optional.empty();

  @Option(
      names = "--prometheus-port",
      defaultValue = "9090",
      description = "Prometheus' port (default: ${DEFAULT-VALUE}).")
  private int prometheusPort;

  /** What can run alone. */
  enum Part {
    DYNAMODB,
    SQS,
    FLY,
    GATEWAY,
    DOOR;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  LocalCommand(Ending ending, PrintStream out, String log) {
    this.ending = ending;
    this.out = out;
    this.log = log;
  }

  @Override
  public Integer call() throws Exception {
    if (only.isPresent() && port.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--port: expected the port of the part that runs alone");
    }
    try {
      return only.isPresent()
          ? new OnePart(out, ending, new OnePart.Seconds(webPort, issuerPort))
              .run(only.get(), port.get())
          : everything();
    } catch (Port.TakenException taken) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(taken.getMessage());
      return FAILED;
    }
  }

  private int everything() throws Exception {
    out.println(
        "starting DynamoDB Local, ElasticMQ, API Gateway, a simulated Fly.io and the service ...");
    var ports = new Stack.Ports(httpPort, doorPort, webPort, gatewayPort, issuerPort);
    try (var stack = Stack.start(ports, new VertxOptions(), "postgres://local", SMALL);
        var page = new StatusPage(stack.service())) {
      if (prometheus.isPresent()) {
        out.println("prometheus: " + stack.watched(prometheus.get(), prometheusPort) + "/alerts");
      }
      stack.writeSamples();
      var board = new Board(out, isTerminal(), InstantSource.system());
      watch(stack, page, board);
    }
    return 0;
  }

  /** Since JDK 22 there usually is a console also where there is no terminal. */
  @SuppressWarnings("SystemConsoleNull") // with jdk.console=java.base there may be none
  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  private void watch(Stack stack, StatusPage page, Board board) throws InterruptedException {
    var owner = new DomainOwner(page, stack.fly().fly(), stack.manager());
    boolean told = false;
    long looks = 0;
    while (!ending.awaited(LOOK_EVERY)) {
      var lines = page.lines();
      board.show(lines);
      if (++looks % (DOMAIN_OWNER_LOOKS_EVERY.toMillis() / LOOK_EVERY.toMillis()) == 0) {
        owner.paste(Samples.PRODUCTION);
      }
      if (!told && Guide.isTime(lines)) {
        told = true;
        board.leave();
        new Guide(out, stack.ports(), stack.places(), log).print(lines);
      }
    }
  }

  /** Tells when it is time to end, and is told when all has ended. */
  static final class Ending {
    private final CountDownLatch asked = new CountDownLatch(1);

    void ask() {
      asked.countDown();
    }

    /** Whether the end was asked for before so much time has passed. */
    boolean awaited(Duration atMost) throws InterruptedException {
      return asked.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    void await() throws InterruptedException {
      asked.await();
    }
  }
}
