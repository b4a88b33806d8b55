package io.runtimeservice.model.record;

import io.runtimeservice.model.document.Value;
import java.util.Optional;

/**
 * The three records of one environment as one consistent read found them, not yet judged.
 *
 * @param app the App record
 * @param environment the Environment record
 * @param runtime the Runtime record
 */
public record Records(
    Optional<Value.Tree> app, Optional<Value.Tree> environment, Optional<Value.Tree> runtime) {}
