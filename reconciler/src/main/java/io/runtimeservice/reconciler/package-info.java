/** Decides and acts; knows the world only through the model's ports. */
@NullMarked
package io.runtimeservice.reconciler;

import org.jspecify.annotations.NullMarked;
