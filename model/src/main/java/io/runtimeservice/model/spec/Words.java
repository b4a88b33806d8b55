package io.runtimeservice.model.spec;

import java.util.LinkedHashMap;
import java.util.Map;

/** The words of an enum as the contract writes them, in the order of its constants. */
public final class Words {

  public static final Map<String, EnvironmentType> TYPES = of(EnvironmentType.values());
  public static final Map<String, Wish> WISHES = of(Wish.values());
  public static final Map<String, AddressType> ADDRESSES = of(AddressType.values());
  public static final Map<String, Sleep> SLEEPS = of(Sleep.values());
  public static final Map<String, Replacement> REPLACEMENTS = of(Replacement.values());
  public static final Map<String, CpuKind> CPU_KINDS = of(CpuKind.values());
  public static final Map<String, Check.Type> CHECKS = of(Check.Type.values());

  private Words() {}

  private static <E extends Enum<E>> Map<String, E> of(E[] constants) {
    var words = new LinkedHashMap<String, E>();
    for (E constant : constants) {
      words.put(constant.toString(), constant);
    }
    return words;
  }
}
