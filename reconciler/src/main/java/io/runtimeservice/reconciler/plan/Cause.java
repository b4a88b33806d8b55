package io.runtimeservice.reconciler.plan;

/** Why an operation is to be done: a closed list. */
public enum Cause {
  ENVIRONMENT_IS_NEW,
  ADDRESS_MISSING,
  ADDRESS_NOT_WANTED,
  /** A second address of a type, left over from a call whose answer was lost. */
  ADDRESS_SURPLUS,
  SECRET_NEW,
  SECRET_VERSION_CHANGED,
  SECRET_NOT_WANTED,
  CERTIFICATE_WANTED,
  CERTIFICATE_CHANGED,
  CERTIFICATE_NOT_WANTED,
  MACHINE_MISSING,
  IMAGE_CHANGED,
  CONFIG_CHANGED,
  SECRETS_CHANGED,
  /** It is as we left it no more, and not as it should be. */
  CHANGED_BY_HAND,
  REGION_NOT_WANTED,
  /** Its host has no room for the change: it is made anew elsewhere. */
  HOST_FULL,
  /** Its host cannot be reached: another is made elsewhere, beside it. */
  HOST_UNREACHABLE,
  /** It should run and does not. */
  NOT_RUNNING,
  /** It should be stopped and is not. */
  STOP_WANTED,
  FEWER_MACHINES_WANTED,
  /** Another machine is in its slot. */
  DUPLICATE,
  /** It has been made beside another, and is well. */
  WELL,
  /** Another machine has taken its place. */
  SUCCEEDED,
  /** What has taken its place does not serve any more. */
  SUCCESSOR_FAILS,
  /** It was made beside another, and did not become well. */
  NOT_WELL,
  /** It was made beside another that is to stay. */
  NOT_NEEDED,
  DELETION_WANTED,
  /** A preview whose time is over. */
  EXPIRED,
  /** Its deletion was accepted and it is still there. */
  STILL_THERE,
  /** It is ours and no environment's. */
  ORPHANED
}
