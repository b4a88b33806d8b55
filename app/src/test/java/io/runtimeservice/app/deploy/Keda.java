package io.runtimeservice.app.deploy;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of KEDA 2's objects, as far as they are used here ({@code ScaledObject spec}, {@code
 * TriggerAuthentication spec} and {@code AWS SQS Queue} of KEDA's documentation): a field that is
 * not among these is refused until it is looked up and added.
 */
final class Keda {

  private Keda() {}

  record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    record Spec(
        Target scaleTargetRef,
        int minReplicaCount,
        int maxReplicaCount,
        int pollingInterval,
        Fallback fallback,
        Advanced advanced,
        List<Trigger> triggers) {}

    record Target(String apiVersion, String kind, String name) {}

    record Fallback(int failureThreshold, int replicas) {}

    record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

    record Autoscaler(Behavior behavior) {}

    record Behavior(ScalingRules scaleDown) {}

    record ScalingRules(int stabilizationWindowSeconds, List<Policy> policies) {}

    record Policy(String type, int value, int periodSeconds) {}

    record Trigger(String type, QueueLength metadata, Reference authenticationRef) {}

    record Reference(String name) {}

    /** What the scaler {@code aws-sqs-queue} takes; all of it is text. */
    record QueueLength(
        @Nullable String queueURL,
        @Nullable String queueURLFromEnv,
        String queueLength,
        String awsRegion,
        @Nullable String activationQueueLength,
        @Nullable String scaleOnInFlight) {}
  }

  record TriggerAuthentication(
      String apiVersion, String kind, ObjectMeta metadata, Credentials spec) {

    record Credentials(PodIdentity podIdentity) {}

    record PodIdentity(String provider) {}
  }
}
