package io.runtimeservice.app.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A rule that manifests keep.
 *
 * @param ids the names that the policy scanners have for it: kube-linter's and kube-score's with
 *     dashes, Polaris' in camel case, Kubescape's {@code C-}, Trivy's {@code KSV-}; {@code house}
 *     if it is ours. The first one names it in the list of exceptions
 * @param expected what it demands
 * @param findings what is wrong with manifests that do not keep it
 * @param fault makes manifests that keep it into some that do not
 */
record Rule(
    String ids,
    String expected,
    Function<Manifests, List<String>> findings,
    UnaryOperator<Manifests> fault) {

  static final String POD = "/spec/template/spec";
  static final String CONTAINER = POD + "/containers/0";

  /** A rule about one field of each object of a kind, of which there has to be one. */
  static Rule field(
      String ids,
      String kind,
      String pointer,
      Predicate<JsonNode> good,
      String expected,
      String fault) {
    return new Rule(
        ids,
        expected,
        manifests -> {
          var objects = manifests.all(kind);
          if (objects.isEmpty()) {
            return List.of("no " + kind);
          }
          return objects.stream()
              .filter(it -> !good.test(it.at(pointer)))
              .map(it -> kind + " " + pointer + " is " + it.at(pointer))
              .toList();
        },
        manifests -> manifests.with(kind, pointer, fault));
  }

  /** A rule about a field of the pod. */
  static Rule pod(
      String ids, String pointer, Predicate<JsonNode> good, String expected, String fault) {
    return field(ids, "Deployment", POD + pointer, good, expected, fault);
  }

  /** A rule about a field of the only container. */
  static Rule container(
      String ids, String pointer, Predicate<JsonNode> good, String expected, String fault) {
    return field(ids, "Deployment", CONTAINER + pointer, good, expected, fault);
  }

  /** A rule about all of them together. */
  static Rule together(
      String ids, Predicate<Manifests> good, String expected, UnaryOperator<Manifests> fault) {
    return new Rule(
        ids,
        expected,
        manifests -> good.test(manifests) ? List.of() : List.of("not so: " + expected),
        fault);
  }

  String name() {
    return ids.split("[ ,]", 2)[0];
  }

  static Predicate<JsonNode> is(String json) {
    JsonNode wanted = Manifests.json(json);
    return node -> node.equals(wanted);
  }

  static Predicate<JsonNode> absent() {
    return JsonNode::isMissingNode;
  }

  static Predicate<JsonNode> isNot(boolean value) {
    return node -> node.isMissingNode() || node.equals(BooleanNode.valueOf(!value));
  }

  @Override
  public String toString() {
    return ids + ": " + expected;
  }
}
