/** Settings, each declared once with type, default and meaning. */
@NullMarked
package io.runtimeservice.app.settings;

import org.jspecify.annotations.NullMarked;
