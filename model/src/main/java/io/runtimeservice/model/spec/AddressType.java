package io.runtimeservice.model.spec;

/** Kinds of address that a Fly app can have. */
public enum AddressType {
  /** A dedicated IPv4 address; Fly bills it. */
  V4("v4"),
  /** An IPv4 address shared with other apps, told apart by host name; free. */
  SHARED_V4("shared_v4"),
  /** A dedicated IPv6 address; free. */
  V6("v6"),
  /** An address in the organisation's private network. */
  PRIVATE_V6("private_v6");

  private final String word;

  AddressType(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
