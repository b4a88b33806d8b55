/** What a person at a terminal sees. */
@NullMarked
package io.runtimeservice.local.board;

import org.jspecify.annotations.NullMarked;
