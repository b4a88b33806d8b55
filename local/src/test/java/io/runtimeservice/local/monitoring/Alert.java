package io.runtimeservice.local.monitoring;

import io.runtimeservice.local.parts.PrometheusPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A rule that fires. */
record Alert(String name, String expression, Map<?, ?> labels, Map<?, ?> annotations) {

  @Override
  public String toString() {
    return name;
  }

  String severity() {
    return String.valueOf(labels.get("severity"));
  }

  String annotation(String annotation) {
    return String.valueOf(annotations.get(annotation));
  }

  /** Every alert of the shipped rules. */
  static List<Alert> all() throws IOException {
    var alerts = new ArrayList<Alert>();
    for (Object group : list(map(load(PrometheusPart.rules())).get("groups"))) {
      for (Object each : list(map(group).get("rules"))) {
        var rule = map(each);
        alerts.add(
            new Alert(
                String.valueOf(rule.get("alert")),
                String.valueOf(rule.get("expr")),
                map(rule.get("labels")),
                map(rule.get("annotations"))));
      }
    }
    return alerts;
  }

  /** A YAML document; nothing in it becomes anything but maps, lists and scalars. */
  static Object load(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
