/** Where secret values are kept: AWS Secrets Manager, or a directory. */
@NullMarked
package io.runtimeservice.adapters.secrets;

import org.jspecify.annotations.NullMarked;
