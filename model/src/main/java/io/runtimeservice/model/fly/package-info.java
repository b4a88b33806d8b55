/** Fly.io in our words: its things, and every call that we make to it, as values. */
@NullMarked
package io.runtimeservice.model.fly;

import org.jspecify.annotations.NullMarked;
