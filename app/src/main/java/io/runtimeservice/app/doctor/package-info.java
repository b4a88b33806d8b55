/** Looks whether all that the service needs is there, and says what to do about what is not. */
@NullMarked
package io.runtimeservice.app.doctor;

import org.jspecify.annotations.NullMarked;
