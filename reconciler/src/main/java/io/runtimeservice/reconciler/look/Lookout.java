package io.runtimeservice.reconciler.look;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.Address;
import io.runtimeservice.model.fly.AddressCall;
import io.runtimeservice.model.fly.AppCall;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FlyApp;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.spec.Wish;
import io.runtimeservice.reconciler.look.Look.AppSight;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Asks Fly what there is, with the fewest calls. Each thing is present, absent, or the look fails:
 * an error, an empty list or a missing row is never taken for absence unless a second question, by
 * id or by name, confirms it. When a look is over, also by failing, none of its questions is still
 * under way.
 */
public final class Lookout {

  /** How long one question may take. */
  static final Duration READ_DEADLINE = Duration.ofSeconds(10);

  private final Fly fly;
  private final Time time;
  private final Whose whose;

  /**
   * What is ours on Fly.
   *
   * @param organisation the slug of the organisation that our apps are in
   * @param installation whose marks our machines carry
   */
  public record Whose(String organisation, String installation) {}

  public Lookout(Fly fly, Time time, Whose whose) {
    this.fly = fly;
    this.time = time;
    this.whose = whose;
  }

  /** Looks at what has to be looked at. */
  public Future<Look> look(Desired desired, RuntimeRecord record) {
    var questions = Questions.of(desired, record, time.now());
    if (questions.closing()) {
      return closing(record.closing().orElseThrow());
    }
    if (questions.app()) {
      return desired.wish() == Wish.DELETED
          ? app(reserved(record)).map(Look::of)
          : unknownApp(desired, record);
    }
    return questions.machines()
        ? things(reserved(record), desired, record, questions)
        : Future.succeededFuture(Look.NONE);
  }

  /**
   * Whether there is an app of the name.
   *
   * @param isOurs whether it is in a network in which it can be ours
   */
  public Future<AppSight> sight(FlyAppName name, Predicate<String> isOurs) {
    return app(
        name, app -> app.organisation().equals(whose.organisation()) && isOurs.test(app.network()));
  }

  private Future<Look> closing(Closing closing) {
    return app(closing.name(), _ -> true).map(Look::of);
  }

  /** An app of which nothing is known may have been made with all that belongs to it. */
  private Future<Look> unknownApp(Desired desired, RuntimeRecord record) {
    return app(reserved(record))
        .compose(sight ->
            switch (sight) {
              case PRESENT ->
                  things(
                      reserved(record),
                      desired,
                      record,
                      Questions.everything(record.applied(), time.now()));
              case NOT_OURS -> Future.failedFuture(notOurs(reserved(record)));
              case ABSENT, FOREIGN, NOT_ASKED -> Future.succeededFuture(Look.of(sight));
            });
  }

  private Future<AppSight> app(Naming.Reserved reserved) {
    return app(
        reserved.name(),
        app ->
            app.organisation().equals(whose.organisation())
                && app.network().equals(reserved.network()));
  }

  /** A stranger's app of the name means that ours is gone, or never was. */
  private Future<AppSight> app(FlyAppName name, Predicate<FlyApp> isOurs) {
    return ask(new AppCall.Get(name))
        .map(app -> isOurs.test(app) ? AppSight.PRESENT : AppSight.NOT_OURS)
        .recover(thrown ->
            switch (FailureException.of(thrown)) {
              case Failure.Absent _ -> Future.succeededFuture(AppSight.ABSENT);
              case Failure.Forbidden _ -> Future.succeededFuture(AppSight.FOREIGN);
              case Failure _ -> Future.failedFuture(thrown);
            });
  }

  private Future<Look> things(
      Naming.Reserved reserved, Desired desired, RuntimeRecord record, Questions questions) {
    FlyAppName app = reserved.name();
    Future<List<Machine>> machines = ask(new MachineCall.ListAll(app));
    var doubt = new Doubt(record.applied());
    Future<Optional<List<Address>>> addresses =
        when(questions.addresses(), new AddressCall.ListAll(app), doubt::addresses);
    Future<Optional<Map<String, String>>> secrets =
        when(questions.secrets(), new SecretCall.ListAll(app), doubt::secrets);
    Future<Checks> checks = check(app, questions);
    Future<Listed> hostnames =
        unlessSilent(
            checks.compose(it ->
                when(
                    questions.hostnames() || !it.absent().isEmpty(),
                    new CertificateCall.ListAll(app),
                    all -> doubt.certificates(all, it.absent()))));
    return Future.join(machines, addresses, secrets, hostnames, checks)
        .compose(_ -> confirm(app, desired, record, machines.result()))
        .map(confirmed ->
            new Look(
                AppSight.PRESENT,
                Optional.of(confirmed),
                addresses.result(),
                secrets.result(),
                hostnames.result().seen().map(Lookout::states),
                checks.result().seen(),
                questions.whole() && hostnames.result().unlisted().isEmpty(),
                hostnames.result().unlisted()))
        .recover(thrown -> unlessAppIsGone(reserved, thrown));
  }

  /** "Not found" of an app that we made is believed when the app itself is asked for. */
  private Future<Look> unlessAppIsGone(Naming.Reserved reserved, Throwable thrown) {
    if (!(FailureException.of(thrown) instanceof Failure.Absent)) {
      return Future.failedFuture(thrown);
    }
    return app(reserved)
        .compose(sight ->
            switch (sight) {
              case ABSENT, FOREIGN -> Future.succeededFuture(Look.of(sight));
              case NOT_OURS -> Future.failedFuture(notOurs(reserved));
              case PRESENT, NOT_ASKED -> Future.failedFuture(unreliable());
            });
  }

  private Future<List<Machine>> confirm(
      FlyAppName app, Desired desired, RuntimeRecord record, List<Machine> listed) {
    var suspects = new Suspicion(desired, record, whose.installation()).of(listed);
    if (suspects.isEmpty()) {
      return Future.succeededFuture(listed);
    }
    var confirmed =
        suspects.stream().map(id -> present(ask(new MachineCall.Get(app, id)))).toList();
    return Future.join(confirmed)
        .map(all -> {
          var machines = new ArrayList<Machine>(listed);
          machines.removeIf(machine -> suspects.contains(machine.id()));
          all.<Optional<Machine>>list().forEach(it -> it.ifPresent(machines::add));
          return machines;
        });
  }

  /** Nothing where there is no such thing. */
  private static <T> Future<Optional<T>> present(Future<T> answer) {
    return answer
        .map(Optional::of)
        .recover(thrown ->
            FailureException.of(thrown) instanceof Failure.Absent
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(thrown));
  }

  /** The certificates that there are, or why that cannot be known now. */
  private record Listed(Optional<List<Certificate>> seen, Optional<Failure> unlisted) {}

  /** While nothing can be heard of certificates everything else can still be done. */
  private static Future<Listed> unlessSilent(Future<Optional<List<Certificate>>> list) {
    return list.map(seen -> new Listed(seen, Optional.empty()))
        .recover(thrown -> {
          Failure failure = FailureException.of(thrown);
          return failure.isPassing()
              ? Future.succeededFuture(new Listed(Optional.empty(), Optional.of(failure)))
              : Future.failedFuture(thrown);
        });
  }

  /** What there is of some host names, and which of them have no certificate at all. */
  private record Checks(List<Certificate> seen, Set<String> absent) {}

  /** A certificate that cannot be looked at now keeps nothing else waiting. */
  private Future<Checks> check(FlyAppName app, Questions questions) {
    var seen = new ArrayList<Certificate>();
    var absent = new TreeSet<String>();
    var calls = new TreeMap<String, FlyCall<Certificate>>();
    questions.pending().forEach(name -> calls.put(name, new CertificateCall.Check(app, name)));
    questions.ending().forEach(name -> calls.put(name, new CertificateCall.Get(app, name)));
    var checks =
        calls.entrySet().stream()
            .map(it ->
                present(ask(it.getValue()))
                    .onSuccess(
                        answer -> answer.ifPresentOrElse(seen::add, () -> absent.add(it.getKey()))))
            .toList();
    return Future.join(checks).transform(_ -> Future.succeededFuture(new Checks(seen, absent)));
  }

  /** An answer that is in doubt is asked for once more, and then believed. */
  private <R> Future<Optional<R>> when(boolean asked, FlyCall<R> call, Predicate<R> isInDoubt) {
    return asked
        ? ask(call)
            .compose(first -> isInDoubt.test(first) ? ask(call) : Future.succeededFuture(first))
            .map(Optional::of)
        : Future.succeededFuture(Optional.empty());
  }

  private <R> Future<R> ask(FlyCall<R> call) {
    return fly.call(call, READ_DEADLINE).map(Fly.Answer::value);
  }

  private static Map<String, Certificate.State> states(List<Certificate> all) {
    return all.stream()
        .collect(Collectors.toMap(Certificate::hostname, Certificate::state, (_, last) -> last));
  }

  private static Naming.Reserved reserved(RuntimeRecord record) {
    return record.naming().reserved().orElseThrow();
  }

  private static FailureException notOurs(Naming.Reserved reserved) {
    return new FailureException(
        new Failure.NotOurs(
            Evidence.of(
                Dependency.FLY,
                "the app %s is not in network %s".formatted(reserved.name(), reserved.network()))));
  }

  private static FailureException unreliable() {
    return new FailureException(
        new Failure.Unreliable(
            Evidence.of(Dependency.FLY, "it finds no machines of an app that it says is there")));
  }
}
