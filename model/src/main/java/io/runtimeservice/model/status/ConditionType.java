package io.runtimeservice.model.status;

/** What can be true of an environment, in the order in which one needs the other. */
public enum ConditionType {
  /** The record is valid and allowed. */
  ACCEPTED("Accepted"),
  /** An image is given and can be pulled. */
  IMAGE_AVAILABLE("ImageAvailable"),
  /** The Fly app exists and is ours. */
  APP_PROVISIONED("AppProvisioned"),
  /** It has every address asked for. */
  ADDRESSES_ASSIGNED("AddressesAssigned"),
  /** Fly holds the secrets that the references name. */
  SECRETS_APPLIED("SecretsApplied"),
  /** Every host name's certificate is active. */
  CERTIFICATES_READY("CertificatesReady"),
  /** The machines exist with the wanted configuration, and run, sleep or are stopped by wish. */
  MACHINES_RUNNING("MachinesRunning"),
  /** Their checks pass. */
  HEALTHY("Healthy"),
  /** What is on Fly is what this generation asks for. */
  SYNCED("Synced"),
  /** It serves; not necessarily the newest generation. */
  READY("Ready"),
  /** The deadline for progress has passed. */
  STALLED("Stalled"),
  /** It is being deleted. */
  TERMINATING("Terminating");

  private final String word;

  ConditionType(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
