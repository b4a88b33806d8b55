/** The queue of dirty marks in SQS. */
@NullMarked
package io.runtimeservice.adapters.sqs;

import org.jspecify.annotations.NullMarked;
