/** Acts: carries out a stage's operations, and says what came of each. */
@NullMarked
package io.runtimeservice.reconciler.act;

import org.jspecify.annotations.NullMarked;
