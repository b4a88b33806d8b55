/** The shared table in DynamoDB. */
@NullMarked
package io.runtimeservice.adapters.dynamodb;

import org.jspecify.annotations.NullMarked;
