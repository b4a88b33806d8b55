/** Calls over HTTP to other parts. */
@NullMarked
package io.runtimeservice.local.http;

import org.jspecify.annotations.NullMarked;
