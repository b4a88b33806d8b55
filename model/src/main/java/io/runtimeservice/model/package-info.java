/** Values, and the ports: what the service talks about, and what it needs from the world. */
@NullMarked
package io.runtimeservice.model;

import org.jspecify.annotations.NullMarked;
