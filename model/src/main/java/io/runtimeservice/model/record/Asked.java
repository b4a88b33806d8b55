package io.runtimeservice.model.record;

import io.runtimeservice.model.spec.AddressType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What Fly was ever asked for, as long as the app lives: a list that leaves it out once, or a
 * request that was cut off and takes effect late, makes it nobody else's.
 *
 * @param addresses types of which an address may have been assigned
 * @param hostnames those whose certificates' request was cut off; of more than {@link
 *     #HOSTNAMES_MAX} the first ones in their order
 */
public record Asked(Set<AddressType> addresses, Set<String> hostnames) {

  public static final int HOSTNAMES_MAX = 50;

  public static final Asked NOTHING = new Asked(Set.of(), Set.of());

  public Asked {
    var types = EnumSet.noneOf(AddressType.class);
    types.addAll(addresses);
    addresses = Collections.unmodifiableSet(types);
    hostnames =
        Collections.unmodifiableSortedSet(
            hostnames.stream()
                .sorted()
                .limit(HOSTNAMES_MAX)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  Asked and(Asked more) {
    var types = EnumSet.noneOf(AddressType.class);
    types.addAll(addresses);
    types.addAll(more.addresses);
    var names = new TreeSet<>(hostnames);
    names.addAll(more.hostnames);
    return new Asked(types, names);
  }
}
