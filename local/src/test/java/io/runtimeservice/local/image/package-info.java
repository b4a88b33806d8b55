/** The image, staged in a folder and run as a pod would run it. */
@NullMarked
package io.runtimeservice.local.image;

import org.jspecify.annotations.NullMarked;
