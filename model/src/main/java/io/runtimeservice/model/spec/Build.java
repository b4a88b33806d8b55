package io.runtimeservice.model.spec;

import java.util.Optional;

/**
 * What is to run.
 *
 * @param image empty while there is none: everything but the machines is prepared
 * @param commit the git commit, shown and stamped on the machine, never interpreted
 */
public record Build(Optional<ImageReference> image, Optional<String> commit) {}
