package io.runtimeservice.adapters.fly;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.fly.FleetCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.id.FlyAppName;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An answer that is too long to be read on the event loop says the same as any other. */
class LargeAnswerTest {

  private static final FleetCall.Machines MACHINES =
      new FleetCall.Machines("acme", Optional.empty(), Optional.empty());

  private static final int MANY = 2000;

  private final RawFly fly = new RawFly("fm2_token");

  @AfterEach
  void close() {
    fly.close();
  }

  private static String list(String name, String row) {
    String list =
        IntStream.range(0, MANY)
            .mapToObj(i -> row.replace('\'', '"').replace("%d", Integer.toString(i)))
            .collect(Collectors.joining(",", "{\"" + name + "\":[", "]}"));
    assertThat(list.length()).isGreaterThan(FlyHttpClient.READ_ON_LOOP_BYTES_MAX);
    return list;
  }

  @Test
  void a_page_of_machines_is_read_with_their_marks_and_nothing_else() {
    fly.answers(
        200,
        list(
            "machines",
            "{'app_name':'app-%d','id':'machine%d','name':'m0','region':'iad','state':'started',"
                + "'version':'v%d','config':{'guest':{'cpus':1},'metadata':{'a':'%d','b':7}}}"));
    var fleet = fly.done(MACHINES);
    assertThat(fleet.rows()).hasSize(MANY);
    var last = fleet.rows().getLast();
    assertThat(last.app()).isEqualTo(new FlyAppName("app-1999"));
    assertThat(last.version()).isEqualTo("v1999");
    assertThat(last.metadata()).isEqualTo(Map.of("a", "1999"));
  }

  @Test
  void a_list_of_apps_is_read() {
    fly.answers(
        200,
        list(
            "apps",
            "{'name':'app-%d','network':'n%d','status':'deployed','volume_count':0,"
                + "'organization':{'name':'Acme','slug':'acme'}}"));
    var apps = fly.done(new FleetCall.Apps("acme"));
    assertThat(apps).hasSize(MANY);
    assertThat(apps.getLast().name()).isEqualTo(new FlyAppName("app-1999"));
    assertThat(apps.getLast().network()).isEqualTo("n1999");
    assertThat(apps.getLast().organisation()).isEqualTo("acme");
  }

  @Test
  void one_that_makes_no_sense_is_unknown() {
    fly.answers(
        200, list("machines", "{'app_name':'an app without an id, number %d of them all'}"));
    assertThat(fly.refused(MACHINES, RawFly.DEADLINE)).isInstanceOf(Failure.Unavailable.class);
    fly.answers(200, "[".repeat(2 * FlyHttpClient.READ_ON_LOOP_BYTES_MAX));
    assertThat(fly.refused(MACHINES, RawFly.DEADLINE)).isInstanceOf(Failure.Unavailable.class);
  }

  @Test
  void one_that_says_no_is_a_refusal() {
    fly.answers(
        404, "{\"error\":\"%s\"}".formatted("x".repeat(FlyHttpClient.READ_ON_LOOP_BYTES_MAX)));
    assertThat(fly.refused(new MachineCall.ListAll(new FlyAppName("app")), RawFly.DEADLINE))
        .isInstanceOf(Failure.Absent.class);
  }
}
