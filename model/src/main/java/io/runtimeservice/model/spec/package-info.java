/** What an environment shall be: the spec, merged with its defaults, and its digest. */
@NullMarked
package io.runtimeservice.model.spec;

import org.jspecify.annotations.NullMarked;
