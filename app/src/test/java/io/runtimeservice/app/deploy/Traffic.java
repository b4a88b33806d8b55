package io.runtimeservice.app.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** What the network policies let through. */
final class Traffic {

  private static final JsonNode BOTH_WAYS = Manifests.json("['Ingress','Egress']");
  private static final JsonNode MONITORING =
      Manifests.json(
          "[{'from':[{'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'monitoring'}}}],"
              + "'ports':[{'port':8080,'protocol':'TCP'}]}]");
  private static final JsonNode EVERYBODY = Manifests.json("{}");
  private static final Set<String> AGENT = Set.of("169.254.170.23/32", "fd00:ec2::23/128");
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int DNS = 53;

  private Traffic() {}

  /** Whether a policy forbids everything to every pod, both ways. */
  static boolean isDeniedByDefault(Manifests manifests) {
    return manifests.all("NetworkPolicy").stream()
        .anyMatch(it ->
            it.at("/spec/podSelector").equals(EVERYBODY)
                && it.at("/spec/policyTypes").equals(BOTH_WAYS)
                && it.at("/spec/ingress").isMissingNode()
                && it.at("/spec/egress").isMissingNode());
  }

  /** The policy that allows something. */
  static ObjectNode ours(Manifests manifests) {
    List<ObjectNode> allowing =
        manifests.all("NetworkPolicy").stream().filter(it -> it.at("/spec").has("egress")).toList();
    if (allowing.isEmpty()) {
      throw new AssertionError("no policy allows anything");
    }
    return allowing.getFirst();
  }

  static boolean comesFromMonitoring(Manifests manifests) {
    return ours(manifests).at("/spec/ingress").equals(MONITORING);
  }

  static boolean goesToDnsAndHttps(Manifests manifests) {
    return ours(manifests).at("/spec/egress").valueStream().allMatch(Traffic::isKnown);
  }

  private static boolean isKnown(JsonNode rule) {
    Set<Integer> ports =
        Set.copyOf(rule.path("ports").findValues("port").stream().map(JsonNode::intValue).toList());
    List<String> blocks = rule.path("to").findValuesAsText("cidr");
    if (ports.equals(Set.of(DNS))) {
      return blocks.isEmpty()
          && rule.path("to").findValuesAsText("k8s-app").equals(List.of("kube-dns"));
    }
    if (ports.equals(Set.of(HTTP))) {
      return !blocks.isEmpty() && AGENT.containsAll(blocks);
    }
    return ports.equals(Set.of(HTTPS)) && !blocks.isEmpty();
  }

  /** Whether nothing that is let out reaches the link-local addresses, but the agent's. */
  static boolean sparesTheNode(Manifests manifests) {
    return ours(manifests).at("/spec/egress").findValues("ipBlock").stream()
        .filter(it -> !AGENT.contains(it.path("cidr").asText()))
        .allMatch(Traffic::leavesOutTheNode);
  }

  private static boolean leavesOutTheNode(JsonNode block) {
    String except = block.path("except").toString();
    return switch (block.path("cidr").asText()) {
      case "0.0.0.0/0" -> except.contains("\"169.254.0.0/16\"");
      case "::/0" -> except.contains("\"fd00:ec2::/32\"") && except.contains("\"fe80::/10\"");
      default -> false;
    };
  }
}
