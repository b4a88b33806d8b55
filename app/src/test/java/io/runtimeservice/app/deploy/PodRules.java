package io.runtimeservice.app.deploy;

import static io.runtimeservice.app.deploy.Rule.absent;
import static io.runtimeservice.app.deploy.Rule.container;
import static io.runtimeservice.app.deploy.Rule.is;
import static io.runtimeservice.app.deploy.Rule.isNot;
import static io.runtimeservice.app.deploy.Rule.pod;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a pod may and may not do, and what it needs. */
final class PodRules {

  /** An id above those that a node's own users have. */
  private static final int ID_MIN = 10_000;

  static final List<Rule> ALL =
      List.of(
          pod(
              "run-as-non-root runAsRootAllowed C-0013 KSV-0012",
              "/securityContext/runAsNonRoot",
              is("true"),
              "the pod does not run as root",
              "false"),
          container(
              "run-as-non-root-container KSV-0012",
              "/securityContext/runAsNonRoot",
              is("true"),
              "nor does its container",
              ""),
          pod(
              "security-context-user-group-id KSV-0020",
              "/securityContext/runAsUser",
              PodRules::isHigh,
              "the user's id is above 10000",
              "1000"),
          pod("KSV-0021", "/securityContext/runAsGroup", PodRules::isHigh, "the group's, too", "0"),
          pod("KSV-0116", "/securityContext/fsGroup", PodRules::isHigh, "and that of files", "0"),
          container(
              "no-read-only-root-fs notReadOnlyRootFilesystem C-0017 KSV-0014"
                  + " container-security-context-readonlyrootfilesystem",
              "/securityContext/readOnlyRootFilesystem",
              is("true"),
              "the root file system is read only",
              "false"),
          container(
              "privilege-escalation-container privilegeEscalationAllowed C-0016 KSV-0001",
              "/securityContext/allowPrivilegeEscalation",
              is("false"),
              "no program gains rights",
              ""),
          container(
              "privileged-container runAsPrivileged C-0057 KSV-0017"
                  + " container-security-context-privileged",
              "/securityContext/privileged",
              is("false"),
              "it is not privileged",
              "true"),
          container(
              "drop-net-raw-capability dangerousCapabilities insecureCapabilities C-0046 KSV-0003"
                  + " KSV-0004 KSV-0106",
              "/securityContext/capabilities",
              is("{'drop':['ALL']}"),
              "all capabilities are dropped and none is added",
              "{'drop':['NET_RAW']}"),
          pod(
              "container-seccomp-profile linuxHardening C-0055 KSV-0030",
              "/securityContext/seccompProfile",
              is("{'type':'RuntimeDefault'}"),
              "seccomp's profile is the runtime's",
              "{'type':'Unconfined'}"),
          pod(
              "KSV-0002",
              "/securityContext/appArmorProfile",
              is("{'type':'RuntimeDefault'}"),
              "AppArmor's, too",
              ""),
          pod(
              "host-network hostNetworkSet C-0041",
              "/hostNetwork",
              isNot(true),
              "own network",
              "true"),
          pod("host-pid hostPIDSet C-0038", "/hostPID", isNot(true), "own processes", "true"),
          pod("host-ipc hostIPCSet C-0038", "/hostIPC", isNot(true), "own shared memory", "true"),
          pod(
              "share-process-namespace",
              "/shareProcessNamespace",
              isNot(true),
              "containers do not see each other's processes",
              "true"),
          container(
              "host-port hostPortSet C-0044",
              "/ports/0/hostPort",
              absent(),
              "no host's port",
              "80"),
          pod(
              "sensitive-host-mounts docker-sock writable-host-mount C-0045 C-0048 C-0074",
              "/volumes",
              volumes -> volumes.findValue("hostPath") == null,
              "nothing of the node is mounted",
              "[{'name':'x','hostPath':{'path':'/var/run/docker.sock'}}]"),
          container(
              "unsafe-proc-mount procMount",
              "/securityContext/procMount",
              absent(),
              "/proc is masked as usual",
              "'Unmasked'"),
          pod(
              "hostProcess",
              "/securityContext/windowsOptions",
              absent(),
              "it is no process of a Windows host",
              "{'hostProcess':true}"),
          pod(
              "unsafe-sysctls",
              "/securityContext/sysctls",
              absent(),
              "no kernel setting changes",
              "[]"),
          container(
              "unset-cpu-requirements cpuRequestsMissing C-0268 KSV-0015 container-resources",
              "/resources/requests/cpu",
              JsonNode::isTextual,
              "CPU is asked for",
              ""),
          container(
              "cpuLimitsMissing C-0270 KSV-0011",
              "/resources/limits/cpu",
              JsonNode::isTextual,
              "and has a limit",
              ""),
          container(
              "unset-memory-requirements memoryRequestsMissing C-0269 KSV-0016",
              "/resources/requests/memory",
              JsonNode::isTextual,
              "memory is asked for",
              ""),
          container(
              "memoryLimitsMissing C-0271 KSV-0018",
              "/resources/limits/memory",
              JsonNode::isTextual,
              "and has a limit",
              ""),
          container(
              "house-memory-is-guaranteed",
              "/resources",
              it -> it.at("/requests/memory").equals(it.at("/limits/memory")),
              "which is all there from the start",
              "{'requests':{'memory':'1Mi'},'limits':{'memory':'2Mi'}}"),
          container(
              "container-ephemeral-storage-request-and-limit",
              "/resources",
              it ->
                  it.at("/requests/ephemeral-storage").isTextual()
                      && it.at("/limits/ephemeral-storage").isTextual(),
              "and so has room on disk",
              "{'requests':{'ephemeral-storage':'1Mi'}}"),
          container(
              "no-liveness-probe livenessProbeMissing C-0056",
              "/livenessProbe/httpGet/path",
              is("'/livez'"),
              "it is asked whether it lives",
              ""),
          container(
              "no-readiness-probe readinessProbeMissing C-0018 pod-probes",
              "/readinessProbe/httpGet/path",
              is("'/readyz'"),
              "and whether it is ready",
              ""),
          container(
              "no-startup-probe",
              "/startupProbe/httpGet/path",
              is("'/startupz'"),
              "and, at first, whether it has come up",
              ""),
          container(
              "pod-probes-identical",
              "",
              it ->
                  List.of(it.at("/livenessProbe"), it.at("/readinessProbe"), it.at("/startupProbe"))
                          .stream()
                          .distinct()
                          .count()
                      == 3,
              "these are three questions",
              "{'livenessProbe':{},'readinessProbe':{},'startupProbe':{'periodSeconds':1}}"),
          container(
              "liveness-port readiness-port startup-port",
              "",
              it ->
                  List.of("liveness", "readiness", "startup").stream()
                      .allMatch(probe ->
                          it.at("/" + probe + "Probe/httpGet/port").equals(it.at("/ports/0/name"))),
              "they are asked at a port that is declared",
              "{'ports':[{'name':'http'}],'livenessProbe':{'httpGet':{'port':'web'}}}"),
          container(
              "env-var-secret read-secret-from-env-var sensitiveContainerEnvVar C-0207"
                  + " duplicate-env-var",
              "",
              it -> it.at("/env").isMissingNode() && it.findValue("secretRef") == null,
              "no variable is a secret: all are settings",
              "{'envFrom':[{'secretRef':{'name':'fly-token'}}]}"),
          container(
              "latest-tag container-image-tag tagNotSpecified C-0075",
              "/image",
              it -> it.asText().matches("[a-z0-9./-]+/runtime-service@sha256:[0-9a-f]{64}"),
              "the image is named by its digest",
              "'registry.example/runtime-service:latest'"),
          container(
              "container-image-pull-policy pullPolicyNotAlways",
              "/imagePullPolicy",
              is("'Always'"),
              "who may pull it is asked each time",
              "'IfNotPresent'"),
          pod(
              "automountServiceAccountToken C-0034 KSV-0036",
              "/automountServiceAccountToken",
              is("false"),
              "it has no token for Kubernetes",
              "true"),
          pod(
              "house-service-links",
              "/enableServiceLinks",
              is("false"),
              "no variable comes from a Service",
              ""),
          pod("restart-policy", "/restartPolicy", is("'Always'"), "it is started again", "'Never'"),
          pod(
              "dnsconfig-options",
              "/dnsConfig/options",
              is("[{'name':'ndots','value':'2'}]"),
              "outside names are asked for as they are",
              "[]"),
          pod(
              "house-tmp-in-memory",
              "/volumes",
              it ->
                  it.findValues("emptyDir").stream()
                      .allMatch(dir ->
                          dir.at("/medium").asText().equals("Memory")
                              && dir.at("/sizeLimit").isTextual()),
              "what it writes is in memory and bounded",
              "[{'name':'tmp','emptyDir':{}}]"),
          container(
              "house-writes-in-tmp-alone",
              "/volumeMounts",
              it ->
                  it.valueStream()
                      .allMatch(mount ->
                          mount.at("/readOnly").booleanValue()
                              || mount.at("/mountPath").asText().equals("/tmp")),
              "all that it can write is /tmp",
              "[{'name':'x','mountPath':'/app'}]"),
          pod(
              "house-secret-files",
              "/volumes",
              it ->
                  it.findValues("secret").stream()
                      .allMatch(secret -> secret.at("/defaultMode").intValue() == 0440),
              "files of secrets are for its group alone",
              "[{'name':'fly-token','secret':{'secretName':'fly-token','defaultMode':420}}]"));

  private PodRules() {}

  private static boolean isHigh(JsonNode id) {
    return id.isInt() && id.intValue() > ID_MIN;
  }
}
