package io.runtimeservice.adapters.aws;

import io.runtimeservice.model.failure.Dependency;

/** The services of AWS that are used. */
public enum AwsService {
  DYNAMODB("dynamodb", Dependency.TABLE),
  SQS("sqs", Dependency.QUEUE),
  SECRETS_MANAGER("secretsmanager", Dependency.SECRETS);

  private final String word;
  private final Dependency dependency;

  AwsService(String word, Dependency dependency) {
    this.word = word;
    this.dependency = dependency;
  }

  /** What it is to us. */
  public Dependency dependency() {
    return dependency;
  }

  /** As metrics name it. */
  @Override
  public String toString() {
    return word;
  }
}
