package io.runtimeservice.local.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Draws what happens to requests by a seed: so many of a thousand suffer something, each kind that
 * fits as often as another. The nth request meets the same luck in every run of a seed.
 */
final class FaultDraw implements Function<ProxiedRequest, ProxyFault> {

  private static final int THOUSAND = 1000;
  private static final int ITEMS_MAX = 2;

  private final Random random;
  private final int perThousand;

  FaultDraw(long seed, int perThousand) {
    this.random = new Random(seed);
    this.perThousand = perThousand;
  }

  @Override
  public ProxyFault apply(ProxiedRequest request) {
    boolean suffers = random.nextInt(THOUSAND) < perThousand;
    int luck = random.nextInt(THOUSAND);
    int items = 1 + random.nextInt(ITEMS_MAX);
    List<ProxyFault> fitting = fitting(request, items);
    return suffers ? fitting.get(luck % fitting.size()) : new ProxyFault.None();
  }

  private static List<ProxyFault> fitting(ProxiedRequest request, int items) {
    var fitting =
        new ArrayList<ProxyFault>(
            List.of(
                new ProxyFault.Throttled(),
                new ProxyFault.Broken(),
                new ProxyFault.ResetBefore(),
                new ProxyFault.ResetAfter(),
                new ProxyFault.SilentAfter()));
    if (Passage.isPage(request)) {
      fitting.add(new ProxyFault.TornPage(items));
      fitting.add(new ProxyFault.EmptyPage());
    }
    if (Passage.isBatch(request)) {
      fitting.add(new ProxyFault.Unprocessed(items));
    }
    return fitting;
  }
}
