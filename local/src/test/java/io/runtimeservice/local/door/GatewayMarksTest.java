package io.runtimeservice.local.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.parts.Port;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mark that the Environment Manager sends to a gateway. */
class GatewayMarksTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "pr-1");

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<String> seen = new AtomicReference<>("");

  @AfterEach
  void end() {
    Answers.of(vertx.close());
  }

  /** Vert.x closes a client that nobody holds. */
  private final List<GatewayMarks> held = new ArrayList<>();

  private GatewayMarks marks(URI gateway) {
    var marks = new GatewayMarks(vertx, gateway);
    held.add(marks);
    return marks;
  }

  private URI gateway(int status) {
    HttpServer server =
        Answers.of(
            vertx
                .createHttpServer()
                .requestHandler(request -> {
                  seen.set(
                      "%s %s %s"
                          .formatted(
                              request.method(), request.uri(), request.getHeader("Authorization")));
                  request.response().setStatusCode(status).end("{}");
                })
                .listen(0, "127.0.0.1"));
    return URI.create("http://localhost:" + server.actualPort());
  }

  @Test
  void it_is_signed_for_the_gateway() {
    Answers.of(marks(gateway(202)).mark(KEY));

    assertThat(seen.get())
        .matches(
            "POST /v1/apps/checkout/environments/pr-1/reconcile AWS4-HMAC-SHA256"
                + " Credential=local/[0-9]{8}/us-east-1/execute-api/aws4_request,"
                + " SignedHeaders=host;x-amz-.*, Signature=[0-9a-f]{64}");
  }

  @Test
  void any_other_answer_than_202_is_a_failure() {
    assertThat(Answers.error(marks(gateway(503)).mark(KEY)))
        .hasMessage("the gateway answered with 503");
  }

  @Test
  void a_gateway_that_is_not_there_is_a_failure() throws Exception {
    var nobody = URI.create("http://localhost:" + Port.free(0, "--port"));

    assertThat(Answers.error(marks(nobody).mark(KEY))).isNotNull();
  }
}
