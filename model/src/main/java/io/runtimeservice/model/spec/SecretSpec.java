package io.runtimeservice.model.spec;

import io.runtimeservice.model.secret.SecretReference;

/**
 * One secret env var.
 *
 * @param reference the bundle
 * @param key the value's key in the bundle; the env var's own name unless the spec says another
 */
public record SecretSpec(SecretReference reference, String key) {}
