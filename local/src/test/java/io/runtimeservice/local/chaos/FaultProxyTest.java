package io.runtimeservice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.dynamodb.DynamoDbEnvironmentStore;
import io.runtimeservice.adapters.dynamodb.DynamoDbTable;
import io.runtimeservice.adapters.metrics.PrometheusTelemetry;
import io.runtimeservice.adapters.sqs.SqsMarkQueue;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.local.QueueMarks;
import io.runtimeservice.local.door.Manager;
import io.runtimeservice.local.parts.Aws;
import io.runtimeservice.local.parts.DynamoDbPart;
import io.runtimeservice.local.parts.Port;
import io.runtimeservice.local.parts.SqsPart;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.mark.ReceivedMark;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.EnvironmentStore.Page;
import io.runtimeservice.model.port.EnvironmentStore.Query;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the proxy spoils is spoilt as AWS would spoil it, and all else is as it was. */
class FaultProxyTest {

  private static final int RECORDS = 7;

  private static final Vertx VERTX = Vertx.vertx();
  private static DynamoDbPart table;
  private static SqsPart queue;

  private static FaultProxy tableProxy;
  private static FaultProxy queueProxy;
  private static AwsClients aws;

  @BeforeAll
  static void start() throws Exception {
    table = DynamoDbPart.start(Port.free(0, "--port"));
    queue = SqsPart.start(Port.free(0, "--port"));
    tableProxy = new FaultProxy(VERTX, table.endpoint());
    queueProxy = new FaultProxy(VERTX, queue.endpoint());
    aws = Aws.at(Map.of(AwsService.DYNAMODB, tableProxy.uri(), AwsService.SQS, queueProxy.uri()));
  }

  @AfterAll
  static void end() {
    aws.close();
    tableProxy.close();
    queueProxy.close();
    queue.close();
    table.close();
    Answers.of(VERTX.close());
  }

  @AfterEach
  void heal() {
    tableProxy.heal();
    queueProxy.heal();
    queueProxy.hideNoLongerThan(Integer.MAX_VALUE);
  }

  private AwsCalls calls(AwsService service) {
    return new AwsCalls(service, new OnContext(VERTX), new PrometheusTelemetry());
  }

  private DynamoDbEnvironmentStore store() {
    return new DynamoDbEnvironmentStore(
        new DynamoDbTable(DynamoDbPart.TABLE, aws.dynamoDb(), calls(AwsService.DYNAMODB)),
        new VertxTime(VERTX));
  }

  private SqsMarkQueue marks() {
    return new SqsMarkQueue(queue.queue().toString(), aws.sqs(), calls(AwsService.SQS));
  }

  private void writeRecords() {
    var manager = new Manager(VERTX, QueueMarks.ways(VERTX, aws, queue.queue()));
    Answers.of(manager.putApp("shop", ChaosRecords.app("shop")));
    for (String id : ids()) {
      put("APP#shop", "ENV#" + id).join();
    }
  }

  private static List<String> ids() {
    return IntStream.range(0, RECORDS).mapToObj(i -> "pr-" + i).toList();
  }

  private CompletableFuture<?> put(String partition, String sort) {
    return aws.dynamoDb()
        .putItem(request ->
            request
                .tableName(DynamoDbPart.TABLE)
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS(partition),
                        "sk", AttributeValue.fromS(sort))));
  }

  private boolean isThere(String partition) {
    return isThere(aws, partition);
  }

  private static boolean isThere(AwsClients aws, String partition) {
    return aws.dynamoDb()
        .getItem(request ->
            request
                .tableName(DynamoDbPart.TABLE)
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS("APP"))))
        .join()
        .hasItem();
  }

  private List<String> listed(Optional<String> app) {
    var found = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    do {
      var query = new Query(app.map(AppId::new), Optional.empty(), 100, cursor);
      Page page = Answers.of(store().list(query));
      page.rows().forEach(row -> found.add(row.key().environment().value()));
      cursor = page.next();
    } while (cursor.isPresent());
    return found;
  }

  static Stream<ProxyFault> pages() {
    return Stream.of(new ProxyFault.None(), new ProxyFault.TornPage(1), new ProxyFault.TornPage(3));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_page_that_is_cut_leads_on_to_all_that_there_is(ProxyFault fault) {
    writeRecords();
    tableProxy.trouble(_ -> fault);

    assertThat(listed(Optional.empty())).containsExactlyInAnyOrderElementsOf(ids());
    assertThat(listed(Optional.of("shop"))).containsExactlyElementsOf(ids());
  }

  @Test
  void every_other_page_may_be_empty() {
    writeRecords();
    var turn = new AtomicInteger();
    tableProxy.trouble(_ ->
        turn.incrementAndGet() % 2 == 0 ? new ProxyFault.EmptyPage() : new ProxyFault.TornPage(2));

    assertThat(listed(Optional.empty())).containsExactlyInAnyOrderElementsOf(ids());
    assertThat(turn.get()).isGreaterThan(RECORDS / 2);
  }

  @Test
  void keys_that_are_left_unprocessed_are_said_to_be_and_can_be_asked_for_again() {
    writeRecords();
    var turn = new AtomicInteger();
    tableProxy.trouble(
        _ -> turn.incrementAndGet() == 1 ? new ProxyFault.Unprocessed(1) : new ProxyFault.None());

    var records = Answers.of(store().load(EnvironmentKey.of("shop", "pr-1")));

    assertThat(records.app()).isPresent();
    assertThat(records.environment()).isPresent();
    assertThat(turn).hasValue(2);
  }

  @Test
  void messages_that_are_left_over_are_still_there() {
    for (String id : List.of("a", "b", "c")) {
      Answers.of(marks().send(Mark.of(EnvironmentKey.of("left", id), MarkSource.SWEEP)));
    }
    var received =
        Answers.of(marks().receive(Duration.ofSeconds(1), Duration.ofSeconds(60))).stream()
            .map(ReceivedMark::receipt)
            .toList();
    assertThat(received).hasSize(3);
    queueProxy.trouble(_ -> new ProxyFault.Unprocessed(1));

    assertThat(Answers.of(marks().delete(received))).hasSize(2);

    queueProxy.heal();
    assertThat(Answers.of(marks().delete(received))).isEmpty();
  }

  @Test
  void messages_can_come_back_sooner_than_was_asked_for() {
    Answers.of(marks().send(Mark.of(EnvironmentKey.of("soon", "a"), MarkSource.SWEEP)));
    queueProxy.hideNoLongerThan(1);

    var first = Answers.of(marks().receive(Duration.ofSeconds(1), Duration.ofSeconds(60)));
    var second = Answers.of(marks().receive(Duration.ofSeconds(5), Duration.ofSeconds(60)));

    assertThat(first).hasSize(1);
    assertThat(second).hasSize(1);
    Answers.of(marks().delete(second.stream().map(ReceivedMark::receipt).toList()));
  }

  @Test
  void what_is_reset_before_has_not_happened_and_what_is_reset_after_has() {
    tableProxy.trouble(_ -> new ProxyFault.ResetBefore());
    assertThat(put("APP#before", "APP")).failsWithin(Duration.ofSeconds(10));
    tableProxy.trouble(_ -> new ProxyFault.ResetAfter());
    assertThat(put("APP#after", "APP")).failsWithin(Duration.ofSeconds(10));
    tableProxy.trouble(_ -> new ProxyFault.SilentAfter());
    assertThat(put("APP#silent", "APP")).failsWithin(Duration.ofSeconds(10));
    tableProxy.heal();

    assertThat(isThere("APP#before")).isFalse();
    assertThat(isThere("APP#after")).isTrue();
    assertThat(isThere("APP#silent")).isTrue();
  }

  @Test
  void what_is_held_happens_when_it_is_let_go() {
    var gate = Promise.<Void>promise();
    tableProxy.trouble(_ -> new ProxyFault.Held(gate.future()));
    var put = put("APP#held", "APP");
    try (var direct = Aws.at(Map.of(AwsService.DYNAMODB, table.endpoint()))) {
      assertThat(isThere(direct, "APP#held")).isFalse();
    }
    gate.complete();
    assertThat(put).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void throttling_and_faults_of_theirs_have_their_own_shape() {
    tableProxy.trouble(_ -> new ProxyFault.Throttled());
    queueProxy.trouble(_ -> new ProxyFault.Throttled());
    var ofTable = refusal(put("APP#throttled", "APP"));
    var ofQueue =
        refusal(aws.sqs().receiveMessage(request -> request.queueUrl(queue.queue().toString())));
    assertThat(ofTable.awsErrorDetails().errorCode())
        .isEqualTo("ProvisionedThroughputExceededException");
    assertThat(ofTable.isThrottlingException()).isTrue();
    assertThat(ofQueue.awsErrorDetails().errorCode()).isEqualTo("RequestThrottled");
    assertThat(ofQueue.isThrottlingException()).isTrue();

    tableProxy.trouble(_ -> new ProxyFault.Broken());
    assertThat(refusal(put("APP#broken", "APP")).statusCode()).isEqualTo(500);
  }

  private static AwsServiceException refusal(CompletableFuture<?> call) {
    var thrown = catchThrowableOfType(CompletionException.class, call::join);
    assertThat(thrown.getCause()).isInstanceOf(AwsServiceException.class);
    return (AwsServiceException) Objects.requireNonNull(thrown.getCause());
  }

  @Test
  void a_seed_draws_the_same_again_and_as_much_as_was_said() {
    var once = draws(new FaultDraw(7, 100));

    assertThat(draws(new FaultDraw(7, 100))).isEqualTo(once);
    assertThat(draws(new FaultDraw(8, 100))).isNotEqualTo(once);
    assertThat(once.stream().filter(it -> !(it instanceof ProxyFault.None)).count())
        .isBetween(700L, 1300L);
    assertThat(once.stream().map(Object::getClass).distinct()).hasSize(8);
  }

  private static List<ProxyFault> draws(FaultDraw draw) {
    var drawn = new ArrayList<ProxyFault>();
    for (int i = 0; i < 5000; i++) {
      drawn.add(draw.apply(request("Scan")));
      drawn.add(draw.apply(request("PutItem")));
    }
    return drawn;
  }

  private static ProxiedRequest request(String operation) {
    return new ProxiedRequest(
        HttpMethod.POST,
        "/",
        MultiMap.caseInsensitiveMultiMap().add("X-Amz-Target", "DynamoDB_20120810." + operation),
        Buffer.buffer("{}"));
  }
}
