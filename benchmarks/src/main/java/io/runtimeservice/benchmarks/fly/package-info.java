/** Fly's side in a process of its own, so that what it costs is not counted. */
@NullMarked
package io.runtimeservice.benchmarks.fly;

import org.jspecify.annotations.NullMarked;
