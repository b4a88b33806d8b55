/** What can go wrong out there, classified once at the border into a closed list. */
@NullMarked
package io.runtimeservice.model.failure;

import org.jspecify.annotations.NullMarked;
