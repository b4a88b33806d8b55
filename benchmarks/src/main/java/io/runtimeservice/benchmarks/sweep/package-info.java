/** What it costs to look at everything, and who has to wait for it. */
@NullMarked
package io.runtimeservice.benchmarks.sweep;

import org.jspecify.annotations.NullMarked;
