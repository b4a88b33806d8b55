/** The embedded parts that stand in for AWS and Fly.io, each of which can run alone. */
@NullMarked
package io.runtimeservice.local.parts;

import org.jspecify.annotations.NullMarked;
