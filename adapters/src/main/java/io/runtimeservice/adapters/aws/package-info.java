/** What all of AWS has in common: clients, one door for every call, and what failures mean. */
@NullMarked
package io.runtimeservice.adapters.aws;

import org.jspecify.annotations.NullMarked;
