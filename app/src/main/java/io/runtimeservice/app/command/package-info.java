/** The commands of bin/runtime. */
@NullMarked
package io.runtimeservice.app.command;

import org.jspecify.annotations.NullMarked;
