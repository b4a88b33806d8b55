package io.runtimeservice.app.deploy;

import static io.runtimeservice.app.deploy.Rule.POD;
import static io.runtimeservice.app.deploy.Rule.field;
import static io.runtimeservice.app.deploy.Rule.is;
import static io.runtimeservice.app.deploy.Rule.pod;
import static io.runtimeservice.app.deploy.Rule.together;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** How pods stand in the cluster: how many, where, who reaches them and whom they reach. */
final class WorldRules {

  private static final JsonNode NAME =
      Manifests.json("{'app.kubernetes.io/name':'runtime-service'}");

  private static final Set<String> NO_NAMESPACE = Set.of("Namespace");

  private static final List<String> LABELS =
      List.of("component", "instance", "managed-by", "name", "part-of");

  static final List<Rule> ALL =
      List.of(
          together(
              "minimum-three-replicas deployment-replicas deploymentMissingReplicas",
              it ->
                  replicas(it).path("minReplicaCount").asInt(replicas(it).path("replicas").asInt())
                      >= 3,
              "there are three replicas at least",
              it -> it.without("ScaledObject").with("Deployment", "/spec/replicas", "1")),
          together(
              "deployment-targeted-by-hpa-does-not-have-replicas-configured hpaMaxAvailability",
              it ->
                  it.all("ScaledObject").isEmpty()
                      || (it.one("Deployment").at("/spec/replicas").isMissingNode()
                          && it.one("ScaledObject").at("/spec/maxReplicaCount").asInt() <= 10),
              "where KEDA says how many, the Deployment does not, and ten are the most",
              it ->
                  it.without("ScaledObject")
                      .and("{'kind':'ScaledObject','spec':{'maxReplicaCount':100}}")),
          field(
              "pdb-max-unavailable deployment-has-poddisruptionbudget missingPodDisruptionBudget"
                  + " pdbDisruptionsIsZero poddisruptionbudget-has-policy",
              "PodDisruptionBudget",
              "/spec/maxUnavailable",
              is("1"),
              "a node can be drained, one replica at a time",
              "0"),
          field(
              "pdb-unhealthy-pod-eviction-policy",
              "PodDisruptionBudget",
              "/spec/unhealthyPodEvictionPolicy",
              is("'AlwaysAllow'"),
              "a replica that is not well holds nobody up",
              ""),
          field(
              "dangling-poddisruptionbudget",
              "PodDisruptionBudget",
              "/spec/selector/matchLabels",
              NAME::equals,
              "it is about our pods",
              "{'app':'other'}"),
          field(
              "no-rolling-update-strategy deployment-strategy C-0305",
              "Deployment",
              "/spec/strategy",
              is("{'type':'RollingUpdate','rollingUpdate':{'maxSurge':1,'maxUnavailable':0}}"),
              "a new one is ready before an old one goes",
              "{'type':'Recreate'}"),
          pod(
              "topologySpreadConstraint",
              "/topologySpreadConstraints/0",
              it ->
                  it.at("/topologyKey").asText().equals("topology.kubernetes.io/zone")
                      && it.at("/labelSelector/matchLabels").equals(NAME),
              "they are spread over zones",
              "{'topologyKey':'topology.kubernetes.io/zone','labelSelector':{}}"),
          pod(
              "no-anti-affinity deployment-has-host-podantiaffinity",
              "/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/podAffinityTerm",
              it ->
                  it.at("/topologyKey").asText().equals("kubernetes.io/hostname")
                      && it.at("/labelSelector/matchLabels").equals(NAME),
              "and over nodes",
              "{}"),
          pod(
              "no-node-affinity",
              "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution",
              JsonNode::isObject,
              "they run where their image does",
              ""),
          field(
              "mismatching-selector deployment-pod-selector-labels-match-template-metadata-labels",
              "Deployment",
              "/spec",
              it ->
                  it.at("/selector/matchLabels").equals(NAME)
                      && it.at("/template/metadata/labels/app.kubernetes.io~1name")
                          .asText()
                          .equals("runtime-service"),
              "the Deployment knows its pods",
              "{'selector':{'matchLabels':{'app.kubernetes.io/name':'runtime-service'}}}"),
          field(
              "dangling-service service-targets-pod",
              "Service",
              "/spec/selector",
              NAME::equals,
              "and so does the Service",
              "{'app':'other'}"),
          field(
              "exposed-services service-type",
              "Service",
              "/spec/type",
              is("'ClusterIP'"),
              "which is not seen outside",
              "'NodePort'"),
          together(
              "pod-networkpolicy missingNetworkPolicy non-isolated-pod C-0030 C-0260",
              Traffic::isDeniedByDefault,
              "nobody talks to anybody by default",
              it -> it.with("NetworkPolicy", "/spec/policyTypes", "['Ingress']")),
          together(
              "dangling-networkpolicy dangling-networkpolicypeer-podselector"
                  + " networkpolicy-targets-pod",
              it -> Traffic.ours(it).at("/spec/podSelector/matchLabels").equals(NAME),
              "what is allowed is allowed to our pods alone",
              it -> it.with("NetworkPolicy", "/spec/podSelector", "{}")),
          together(
              "house-asked-by-monitoring-alone",
              Traffic::comesFromMonitoring,
              "only the monitoring reaches them, at 8080",
              it -> it.with("NetworkPolicy", "/spec/ingress", "[{}]")),
          together(
              "house-asks-dns-and-https",
              Traffic::goesToDnsAndHttps,
              "they reach DNS, 443, and the agent of Pod Identity",
              it -> it.with("NetworkPolicy", "/spec/egress", "[{'ports':[{'port':443}]},{}]")),
          together(
              "house-no-credentials-of-the-node",
              Traffic::sparesTheNode,
              "and not what a node keeps for itself",
              it ->
                  it.with(
                      "NetworkPolicy",
                      "/spec/egress",
                      "[{'to':[{'ipBlock':{'cidr':'0.0.0.0/0'}}]}]")),
          together(
              "default-service-account non-existent-service-account C-0307",
              it ->
                  it.one("Deployment")
                      .at(POD + "/serviceAccountName")
                      .equals(it.one("ServiceAccount").at("/metadata/name")),
              "they have a service account of their own",
              it -> it.with("Deployment", POD + "/serviceAccountName", "'default'")),
          field(
              "service-account-automount C-0034",
              "ServiceAccount",
              "/automountServiceAccountToken",
              is("false"),
              "which hands out no token",
              ""),
          together(
              "wildcard-in-rules access-to-secrets access-to-create-pods cluster-admin-role-binding"
                  + " rolePodExecAttach clusterrolePodExecAttach C-0002 C-0015 C-0035 C-0063 C-0065"
                  + " KSV-0041 KSV-0044",
              it ->
                  it.objects().stream()
                      .noneMatch(one -> one.path("kind").asText().contains("Role")),
              "nobody has rights in Kubernetes",
              it -> it.and("{'kind':'ClusterRoleBinding'}")),
          together(
              "sensitiveConfigmapContent C-0012 KSV-0109",
              it ->
                  it.all("ConfigMap").stream()
                      .flatMap(map -> map.at("/data").propertyStream())
                      .noneMatch(entry ->
                          entry.getKey().matches("(?i).*(secret|token|password|access_?key).*")
                              && !entry.getKey().matches(".*_(FILE|SOURCE)")),
              "no ConfigMap holds a credential",
              it -> it.with("ConfigMap", "/data/FLY_API_TOKEN", "'fm2_x'")),
          together(
              "use-namespace C-0061 KSV-0110",
              it ->
                  it.objects().stream()
                      .filter(one -> !NO_NAMESPACE.contains(one.path("kind").asText()))
                      .allMatch(one ->
                          one.at("/metadata/namespace")
                              .equals(it.one("Namespace").at("/metadata/name"))),
              "all is in a namespace of its own",
              it -> it.with("Service", "/metadata/namespace", "'default'")),
          field(
              "house-pod-security",
              "Namespace",
              "/metadata/labels/pod-security.kubernetes.io~1enforce",
              is("'restricted'"),
              "in which Pod Security is restricted",
              "'baseline'"),
          together(
              "label-values metadataAndInstanceMismatched C-0076 C-0077",
              it ->
                  it.objects().stream()
                      .map(one -> one.at("/metadata/labels"))
                      .allMatch(labels ->
                          LABELS.stream().allMatch(key -> labels.has("app.kubernetes.io/" + key))),
              "everything says what it is part of",
              it -> it.with("Service", "/metadata/labels", "{}")),
          together(
              "stable-version no-extensions-v1beta schema-validation C-0273 KSV-0107",
              it ->
                  it.objects().stream()
                      .map(one -> one.path("apiVersion").asText())
                      .filter(version -> !version.matches("[a-z.]*(keda\\.sh|coreos\\.com)/.*"))
                      .allMatch(version -> version.matches("(.*/)?v1")),
              "no API of Kubernetes that is used is a draft",
              it -> it.with("PodDisruptionBudget", "/apiVersion", "'policy/v1beta1'")),
          pod(
              "priority-class-name priorityClassNotSet",
              "/priorityClassName",
              JsonNode::isTextual,
              "who gives way to whom is said",
              ""),
          together(
              "required-label-owner required-annotation-email",
              it -> it.one("Deployment").at("/metadata/labels/owner").isTextual(),
              "it is said whose it is",
              it -> it.with("Deployment", "/metadata/labels", "{}")));

  private WorldRules() {}

  private static JsonNode replicas(Manifests it) {
    return it.all("ScaledObject").isEmpty()
        ? it.one("Deployment").path("spec")
        : it.one("ScaledObject").path("spec");
  }
}
