/** Time and event loops, by Vert.x. */
@NullMarked
package io.runtimeservice.adapters.vertx;

import org.jspecify.annotations.NullMarked;
