package io.runtimeservice.reconciler.universe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.reconciler.universe.Overtaking.From;
import io.runtimeservice.reconciler.universe.Overtaking.Place;
import io.runtimeservice.reconciler.universe.Overtaking.Plot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The latest wins: what is desired may change at any moment of a rollout, and whatever the order in
 * which the change, the marks, two replicas and the answers to their calls come one after the
 * other, no machine is given anything older than it has been given, and in the end all have the
 * latest.
 *
 * <p>All orders of the first {@link #DEPTH} things that happen, wherever more than one can (see
 * {@link Crossroads}), from an environment at rest: of a preview that is changed in place and of
 * production that is changed blue-green, in each kind of change, changed once and twice; of
 * production that is changed twice, in each kind but the one with a number, the first {@link
 * #DEPTH_WITHIN}. And, with a number each time, all orders of {@link #DEPTH_WITHIN} from the middle
 * of the first change, as it is changed once more.
 */
class LatestWinsTest {

  static final int DEPTH = 6;
  static final int DEPTH_WITHIN = 4;

  /** So many complaints are told in full. */
  private static final int TOLD_MAX = 3;

  /** What came of many. */
  private record Sum(long interleavings, long played, long cutShort, List<String> complaints) {

    static Sum of(Plot plot, int depth) {
      var all = new Interleavings(plot, depth);
      long interleavings = all.all();
      var complaints = new ArrayList<String>();
      long cutShort = 0;
      for (var verdict : all.verdicts()) {
        cutShort += verdict.cutShort();
        if (!verdict.complaints().isEmpty()) {
          complaints.add("%s, %s: %s".formatted(plot, verdict.ways(), verdict.complaints()));
        }
      }
      return new Sum(interleavings, all.verdicts().size(), cutShort, complaints);
    }

    Sum and(Sum other) {
      var all = new ArrayList<>(complaints);
      all.addAll(other.complaints);
      return new Sum(
          interleavings + other.interleavings,
          played + other.played,
          cutShort + other.cutShort,
          all);
    }
  }

  private static Sum each(List<Plot> plots, int depth) {
    return plots.parallelStream()
        .map(plot -> Sum.of(plot, depth))
        .reduce(new Sum(0, 0, 0, List.of()), Sum::and);
  }

  /** Whether it is played as deep as all, though what comes of it takes long. */
  private static boolean isDeep(Plot plot) {
    return plot.place() == Place.PREVIEW_IN_PLACE || plot.kind() == Kind.NUMBERED;
  }

  private static List<Plot> plots(int changes, From from) {
    var plots = new ArrayList<Plot>();
    for (Place place : Place.values()) {
      for (Kind kind : Kind.values()) {
        plots.add(new Plot(place, kind, changes, from));
      }
    }
    return plots;
  }

  private static Sum within(From from) {
    return each(
        plots(2, from).stream().filter(it -> it.kind() == Kind.NUMBERED).toList(), DEPTH_WITHIN);
  }

  @Test
  void what_is_desired_no_more_is_stopped_at_the_next_step_whether_or_not_a_number_says_so() {
    for (Kind kind : List.of(Kind.UNNUMBERED, Kind.APP_ALONE)) {
      var sum = Sum.of(new Plot(Place.PREVIEW_IN_PLACE, kind, 2, From.LEASE), 2);
      assertThat(sum.complaints()).isEmpty();
    }
  }

  @Test
  void what_is_cut_short_is_named_in_the_history() {
    var sum = Sum.of(new Plot(Place.PRODUCTION_BLUE_GREEN, Kind.NUMBERED, 2, From.FIRST_CALL), 2);
    assertThat(sum.complaints()).isEmpty();
    assertThat(sum.cutShort()).isPositive();
  }

  @Test
  void an_older_image_never_comes_over_a_newer_one_whatever_comes_first() {
    var two = each(plots(1, From.REST), DEPTH);
    var three = each(plots(2, From.REST).stream().filter(LatestWinsTest::isDeep).toList(), DEPTH);
    var shallow = plots(2, From.REST).stream().filter(it -> !isDeep(it)).toList();
    var within = within(From.LEASE).and(within(From.FIRST_CALL)).and(each(shallow, DEPTH_WITHIN));
    var all = two.and(three).and(within);
    System.out.printf(
        "latest wins: %,d interleavings of depth %d (two generations) + %,d (three), %d replicas,"
            + " %d kinds of change: %d older images over newer ones%n",
        two.interleavings(),
        DEPTH,
        three.interleavings(),
        Overtaking.REPLICAS,
        Kind.values().length,
        all.complaints().size());
    System.out.printf(
        "latest wins: and %,d of depth %d, from the middle of a rollout or of other kinds of change of production; %,d of all led to a scene of"
            + " their own; %,d rollouts cut short, each named in the history%n",
        within.interleavings(), DEPTH_WITHIN, all.played(), all.cutShort());
    assertThat(all.complaints().stream().limit(TOLD_MAX)).isEmpty();
    assertThat(all.cutShort()).isPositive();
  }
}
