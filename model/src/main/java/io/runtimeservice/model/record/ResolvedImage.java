package io.runtimeservice.model.record;

/**
 * What a tag was found to mean, once for a desired state: every later machine of it gets the same.
 *
 * @param digest {@code sha256:…}
 */
public record ResolvedImage(DesiredVersion version, String digest) {}
