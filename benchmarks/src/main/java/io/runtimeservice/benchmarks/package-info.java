/** How fast it is: measured on the machine at hand, beside what the same would cost at least. */
@NullMarked
package io.runtimeservice.benchmarks;

import org.jspecify.annotations.NullMarked;
