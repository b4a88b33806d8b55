/** How long the program of the image takes to be ready, with its AOT cache and without. */
@NullMarked
package io.runtimeservice.benchmarks.start;

import org.jspecify.annotations.NullMarked;
