/** Names of things: who is meant, never what state it is in. */
@NullMarked
package io.runtimeservice.model.id;

import org.jspecify.annotations.NullMarked;
