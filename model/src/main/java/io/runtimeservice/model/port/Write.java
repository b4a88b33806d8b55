package io.runtimeservice.model.port;

/** What became of a conditional write. */
public enum Write {
  WRITTEN,
  /** What the write was conditional on is no longer so; nothing was written. */
  REFUSED,
  /** The record has no room for it (400 KB, DynamoDB's limit for an item); nothing was written. */
  TOO_LARGE
}
