/** Fly.io's Machines API over HTTP: requests, answers, failures, and the token that opens it. */
@NullMarked
package io.runtimeservice.adapters.fly;

import org.jspecify.annotations.NullMarked;
