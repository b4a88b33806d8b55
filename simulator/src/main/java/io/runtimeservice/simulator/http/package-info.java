/** The simulated Fly over HTTP: its API as Fly's clients know it, and its edge. */
@NullMarked
package io.runtimeservice.simulator.http;

import org.jspecify.annotations.NullMarked;
