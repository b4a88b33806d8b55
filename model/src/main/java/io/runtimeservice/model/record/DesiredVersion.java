package io.runtimeservice.model.record;

import io.runtimeservice.model.id.Generation;

/**
 * Which desired state is meant, compared for equality, never by order. The generation alone does
 * not say it: the App record changes without one, the Manager may forget to add 1, and a record may
 * be made again at 1.
 *
 * @param digest of the effective desired state
 */
public record DesiredVersion(Generation generation, String digest) {}
