/**
 * What the service needs from the world, declared by need. The only package that knows Vert.x, and
 * of it only Future.
 */
@NullMarked
package io.runtimeservice.model.port;

import org.jspecify.annotations.NullMarked;
