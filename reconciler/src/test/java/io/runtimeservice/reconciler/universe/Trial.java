package io.runtimeservice.reconciler.universe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs of workloads in which something goes wrong, held against the run in which nothing did: they
 * have to come to the same end, and to have made nothing twice but for what went wrong.
 */
final class Trial {

  /** So many failures are told in full; of the rest it is said how many there are. */
  static final int TOLD_MAX = 6;

  private final int replicas;
  private final Map<Workload, Run.Verdict> undisturbed = new HashMap<>();
  private final Map<String, String> calm = new ConcurrentHashMap<>();
  private final Map<String, List<Optional<String>>> outcomes = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * One run of many.
   *
   * @param wrong what goes wrong, by the number of the call
   */
  record Attempt(Workload workload, Map<Long, Perturbation> wrong, Circumstances besides) {

    Attempt(Workload workload, Map<Long, Perturbation> wrong) {
      this(workload, wrong, Circumstances.USUAL);
    }
  }

  /**
   * What is not as usual for a whole run.
   *
   * @param setting made before any replica is started
   * @param trouble what goes wrong with calls, whatever their number
   * @param excuses how many repetitions it excuses
   */
  record Circumstances(
      String name, Consumer<Universe> setting, Function<Universe, Trouble> trouble, int excuses) {
    static final Circumstances USUAL = new Circumstances("", _ -> {}, _ -> Trouble.NONE, 0);
  }

  Trial(int replicas) {
    this.replicas = replicas;
  }

  /** The run in which nothing goes wrong. */
  Run.Verdict undisturbed(Workload workload) {
    return undisturbed.computeIfAbsent(
        workload,
        it -> {
          var verdict = Run.of(it, seed(it), replicas, Trouble.NONE);
          if (!verdict.complaints().isEmpty()) {
            failures.add("%s, undisturbed: %s".formatted(it, verdict.complaints()));
          }
          return verdict;
        });
  }

  /** A seed of the workload's own, the same in each of its runs. */
  private static long seed(Workload workload) {
    return workload.name().hashCode();
  }

  /** Makes all runs, as many at once as there are processors. */
  void run(String what, List<Attempt> attempts) {
    attempts.stream().map(Attempt::workload).distinct().forEach(this::undisturbed);
    var results = attempts.parallelStream().map(this::failure).toList();
    outcomes.computeIfAbsent(what, _ -> new ArrayList<>()).addAll(results);
    results.forEach(it -> it.ifPresent(failures::add));
  }

  private Optional<String> failure(Attempt attempt) {
    var workload = attempt.workload();
    var wrong = attempt.wrong();
    var reference = undisturbed(workload);
    var besides = attempt.besides();
    var around = new AtomicReference<>(Trouble.NONE);
    var verdict =
        Run.of(
            workload,
            seed(workload),
            replicas,
            world -> {
              besides.setting().accept(world);
              around.set(besides.trouble().apply(world));
            },
            call -> Optional.ofNullable(wrong.get(call.number())).orElse(around.get().of(call)));
    var complaints = new ArrayList<String>(verdict.complaints());
    boolean changes = wrong.values().stream().anyMatch(Perturbation::changesTheWish);
    String expected = changes ? calm(verdict.records()) : reference.fingerprint();
    if (!verdict.fingerprint().equals(expected)) {
      complaints.add(
          "O5: it ends otherwise:\n%s\nand not as it should:\n%s"
              .formatted(verdict.fingerprint(), expected));
    }
    long excused =
        wrong.values().stream().mapToLong(Perturbation::excuses).sum() + besides.excuses();
    verdict
        .made()
        .forEach((action, count) -> {
          if (!changes && count > reference.made().getOrDefault(action, 0L) + excused) {
            complaints.add(
                "O4: %s %d times, undisturbed %d"
                    .formatted(action, count, reference.made().getOrDefault(action, 0L)));
          }
        });
    return complaints.isEmpty()
        ? Optional.empty()
        : Optional.of(story(attempt, verdict, complaints));
  }

  /** What becomes of records that are written once, where nothing goes wrong. */
  private String calm(Calm.Records records) {
    return calm.computeIfAbsent(records.toString(), _ -> records.fingerprint());
  }

  private static String story(Attempt attempt, Run.Verdict verdict, List<String> complaints) {
    String what =
        new TreeMap<>(attempt.wrong())
            .entrySet().stream()
                .map(it ->
                    "%s at %s"
                        .formatted(
                            it.getValue(),
                            verdict.calls().stream()
                                .filter(call -> call.number() == it.getKey())
                                .findFirst()
                                .map(Call::toString)
                                .orElse(it.getKey() + " (never made)")))
                .collect(Collectors.joining(" and "));
    return "%s, %s%s:\n%s"
        .formatted(
            attempt.workload(), attempt.besides().name(), what, String.join("\n", complaints));
  }

  /** What is wrong, if anything is. */
  List<String> failures() {
    return failures;
  }

  /** Per perturbation: runs, and how many of them broke a promise. */
  String report() {
    var report = new StringBuilder();
    outcomes.forEach((what, all) ->
        report.append(
            "%-44s %7d runs %5d violations%n"
                .formatted(what, all.size(), all.stream().filter(Optional::isPresent).count())));
    return report.toString();
  }

  /** The failures that are told in full. */
  String told() {
    return failures.stream().limit(TOLD_MAX).collect(Collectors.joining("\n\n"))
        + (failures.size() > TOLD_MAX
            ? "\n\nand %d more".formatted(failures.size() - TOLD_MAX)
            : "");
  }
}
