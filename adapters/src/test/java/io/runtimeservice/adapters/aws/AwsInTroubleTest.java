package io.runtimeservice.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.adapters.aws.AwsAdapters.Call;
import io.runtimeservice.adapters.aws.FakeAws.Reply;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * DynamoDB, SQS and Secrets Manager on real sockets, ill in one way at a time, asked through the
 * service's own adapters: each call ends in time, says what is known, is sent so often and no more,
 * and leaves neither a thread nor a connection. Once AWS is well, the next call is answered.
 */
class AwsInTroubleTest {

  /** Of each kind of call, at once. */
  private static final int CALLS = 4;

  /** More than a herd of a client's may repeat. */
  private static final int HERD = 150;

  /** For one try where nothing comes; twice as much for the call. */
  private static final Duration SHORT = Duration.ofMillis(700);

  /** For one try where something comes, and for the SDK's own pauses between tries. */
  private static final Duration LONG = Duration.ofSeconds(20);

  /** By so much a call may be late on a busy machine; what escapes its time-out never ends. */
  private static final Duration LATE_MAX = Duration.ofSeconds(10);

  /** The SDK's standard way: a call is tried three times. */
  private static final int TRIES = 3;

  /**
   * The end of the whole call cuts off the second one, or a third one that has just begun; a busy
   * machine may have time for one alone.
   */
  private static final Tries IN_VAIN = new Tries(1, TRIES);

  /** The SDK's standard way: each client has 500 tokens, and a repetition costs five. */
  private static final int REPETITIONS_MAX = 100;

  /** What is on its way when the connection is given up. */
  private static final int ON_ITS_WAY_BYTES_MAX = 8 * 1024 * 1024;

  private static final String CANARY = "canary-4711";

  private static final Reply.Answer WELL =
      new Reply.Answer(
          200, new JsonObject().put("SecretString", "{\"url\": \"postgres://\"}").encode());

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final FakeAws aws = new FakeAws(vertx);
  private final WireLog wire = new WireLog();

  @AfterEach
  void close() {
    aws.close();
    Answers.of(vertx.close());
  }

  /** What a call fails with that only reads, and what one that changes something. */
  record Fails(Class<? extends Failure> read, Class<? extends Failure> write, String words) {

    static Fails unknown(String words) {
      return new Fails(Failure.Unavailable.class, Failure.OutcomeUnknown.class, words);
    }

    static Fails throttled() {
      return new Fails(Failure.Throttled.class, Failure.Throttled.class, "");
    }

    Class<? extends Failure> of(Call call) {
      return call.isWrite() ? write : read;
    }
  }

  /** How often a call is sent. */
  record Tries(int min, int max) {
    static Tries exactly(int tries) {
      return new Tries(tries, tries);
    }
  }

  /**
   * What is the matter with AWS.
   *
   * @param patience for one try
   * @param begins how it begins; it ends when AWS comes back and answers well
   */
  record Ill(String name, Duration patience, Tries tries, Fails fails, Consumer<FakeAws> begins) {

    /** Nothing that is of use comes in time. */
    static Ill late(String name, Reply reply) {
      return late(name, aws -> aws.replies(_ -> reply));
    }

    static Ill late(String name, Consumer<FakeAws> begins) {
      return new Ill(name, SHORT, IN_VAIN, Fails.unknown("TimeoutException"), begins);
    }

    /** Something comes that cannot be used. */
    static Ill quick(String name, Fails fails, Reply reply) {
      return quick(name, fails, aws -> aws.replies(_ -> reply));
    }

    static Ill quick(String name, Fails fails, Consumer<FakeAws> begins) {
      return new Ill(name, LONG, Tries.exactly(TRIES), fails, begins);
    }

    boolean isLate() {
      return patience.equals(SHORT);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Ill> ills() {
    var stranger = Fails.unknown("StrangerException");
    return List.of(
        Ill.quick("down", Fails.unknown("ConnectException"), FakeAws::goesDown),
        Ill.late("dark", FakeAws::goesDark),
        Ill.late("silent", new Reply.Silence()),
        Ill.late("slow", new Reply.Late(SHORT.multipliedBy(3), WELL)),
        Ill.late("dripping", new Reply.Drip()),
        Ill.late("owing the rest", new Reply.Owing(false)),
        Ill.quick("breaking off", Fails.unknown("IOException"), new Reply.Owing(true)),
        Ill.quick("resetting", Fails.unknown("IOException"), new Reply.Reset()),
        Ill.quick("html", stranger, new Reply.Strange(200, "<html>" + CANARY + "</html>")),
        Ill.quick("empty", stranger, new Reply.Strange(200, "")),
        Ill.quick("somebody else", stranger, new Reply.Strange(200, WELL.body())),
        Ill.quick(
            "cut json",
            Fails.unknown("JsonEOFException"),
            new Reply.Answer(200, "{\"Item\": {\"" + CANARY)),
        Ill.quick(
            "busy", Fails.unknown("ServiceUnavailable"), FakeAws.error(503, "ServiceUnavailable")),
        Ill.quick(
            "throttling", Fails.throttled(), aws -> aws.replies(AwsInTroubleTest::throttled)));
  }

  /** Each service has its own words for it. */
  private static Reply throttled(JsonObject request) {
    if (request.containsKey("ConditionExpression")) {
      return FakeAws.error(400, "RequestLimitExceeded");
    }
    if (request.containsKey("TableName")) {
      return FakeAws.error(400, "ProvisionedThroughputExceededException");
    }
    return request.containsKey("QueueUrl")
        ? FakeAws.error(403, "RequestThrottled")
        : FakeAws.error(400, "ThrottlingException");
  }

  private void isWell() {
    aws.comesBack();
    aws.replies(_ -> WELL);
  }

  private static List<Call> each() {
    return Stream.of(Call.values())
        .flatMap(call -> Collections.nCopies(CALLS, call).stream())
        .toList();
  }

  private static List<Future<?>> begun(AwsAdapters adapters, List<Call> calls) {
    return calls.stream().<Future<?>>map(adapters::ask).toList();
  }

  private static List<Failure> failures(AwsAdapters adapters, List<Call> calls) {
    return begun(adapters, calls).stream().map(Answers::failure).toList();
  }

  private static void answered(AwsAdapters adapters, List<Call> calls) {
    begun(adapters, calls).forEach(Answers::of);
  }

  /** The SDK's own, by the names that it gives them. */
  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(it -> it.getName().startsWith("sdk-") || it.getName().startsWith("aws-java-sdk-"))
        .count();
  }

  @ParameterizedTest
  @MethodSource("ills")
  void each_call_ends_in_time_and_says_what_is_known(Ill ill) {
    try (var clients = StandIn.at(aws.uri(), wire, ill.patience)) {
      var adapters = new AwsAdapters(vertx, clients, aws.uri());
      isWell();
      answered(adapters, each());
      long threads = threads();
      wire.clear();

      ill.begins.accept(aws);
      long begunNanos = System.nanoTime();
      var failures = failures(adapters, each());
      var took = Duration.ofNanos(System.nanoTime() - begunNanos);

      for (int i = 0; i < failures.size(); i++) {
        assertThat(failures.get(i))
            .as("%s", each().get(i))
            .isInstanceOf(ill.fails.of(each().get(i)));
        assertThat(failures.get(i).evidence().text())
            .contains(ill.fails.words)
            .doesNotContain(CANARY);
      }
      assertThat(took).isLessThan(ill.patience.multipliedBy(2).plus(LATE_MAX));
      assertThat(wire.sent())
          .hasSizeBetween(ill.tries.min * each().size(), ill.tries.max * each().size());
      assertThat(threads()).as("threads of the SDK").isLessThanOrEqualTo(threads);
      if (ill.isLate()) {
        Answers.of(aws.left()); // whoever gives up hangs up
      }
      System.out.printf(
          "AWS %s on a socket: calls %d, sent %d times, in %s%n",
          ill, failures.size(), wire.sent().size(), took);

      isWell();
      wire.clear();
      answered(adapters, each());
      if (!ill.isLate()) {
        assertThat(wire.sent()).as("nothing is sent twice").hasSize(each().size());
      }
    }
    Answers.of(aws.left());
  }

  @ParameterizedTest
  @EnumSource
  void of_an_answer_without_end_no_more_is_taken_than_an_answer_may_have(Call call) {
    try (var clients = StandIn.at(aws.uri(), wire)) {
      var adapters = new AwsAdapters(vertx, clients, aws.uri());
      aws.replies(_ -> new Reply.Flood(100));

      var failure = Answers.failure(adapters.ask(call));

      assertThat(failure.evidence().text()).contains("AnswerTooLargeException");
      assertThat(failure)
          .isInstanceOf(call.isWrite() ? Failure.OutcomeUnknown.class : Failure.Unavailable.class);
      assertThat(wire.sent()).as("it is not asked for again").hasSize(1);
      Answers.of(aws.left());
      assertThat(aws.flooded()).isLessThan(AnswerGuard.ANSWER_BYTES_MAX + ON_ITS_WAY_BYTES_MAX);
      isWell();
      Answers.of(adapters.ask(call));
    }
  }

  @Test
  void an_answer_as_large_as_one_may_be_is_read() {
    String body = WELL.body();
    aws.replies(_ ->
        new Reply.Answer(200, " ".repeat(AnswerGuard.ANSWER_BYTES_MAX - body.length()) + body));
    try (var clients = StandIn.at(aws.uri(), wire)) {
      Answers.of(new AwsAdapters(vertx, clients, aws.uri()).ask(Call.READ_TABLE));
    }
  }

  /** So many are never sent: a service in trouble has enough to do. */
  @Test
  void a_herd_repeats_little_and_comes_back_no_larger_than_it_was() {
    var herd = Collections.nCopies(HERD, Call.READ_TABLE);
    try (var clients = StandIn.at(aws.uri(), wire)) {
      var adapters = new AwsAdapters(vertx, clients, aws.uri());
      aws.replies(_ -> FakeAws.error(503, "ServiceUnavailable"));
      assertThat(failures(adapters, herd)).hasOnlyElementsOfType(Failure.Unavailable.class);
      assertThat(wire.sent()).hasSize(HERD + REPETITIONS_MAX);

      wire.clear();
      assertThat(failures(adapters, herd)).hasOnlyElementsOfType(Failure.Unavailable.class);
      assertThat(wire.sent()).as("nothing is left to repeat with").hasSize(HERD);

      isWell();
      wire.clear();
      answered(adapters, herd);
      assertThat(wire.sent()).hasSize(HERD);
    }
  }

  /** The limits as they are in earnest, each service at once: two tries of 2 s, and one of 1 s. */
  @Test
  void without_an_answer_a_call_ends_after_its_five_seconds() {
    aws.replies(_ -> new Reply.Drip());
    var calls = List.of(Call.values());
    try (var clients = StandIn.inEarnest(aws.uri(), wire)) {
      var adapters = new AwsAdapters(vertx, clients, aws.uri());
      long begunNanos = System.nanoTime();
      var failures = failures(adapters, calls);
      var took = Duration.ofNanos(System.nanoTime() - begunNanos);

      assertThat(failures)
          .allSatisfy(it -> assertThat(it.evidence().text()).contains("ApiCallTimeoutException"));
      assertThat(took)
          .isBetween(
              AwsClients.CALL_TIMEOUT.minusMillis(100), AwsClients.CALL_TIMEOUT.plus(LATE_MAX));
      assertThat(wire.sent()).hasSizeBetween(2 * calls.size(), TRIES * calls.size());
    }
  }
}
