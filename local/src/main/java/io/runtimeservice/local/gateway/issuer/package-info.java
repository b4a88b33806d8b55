/** An issuer of tokens that stands in for GitHub Actions' on this machine. */
@NullMarked
package io.runtimeservice.local.gateway.issuer;

import org.jspecify.annotations.NullMarked;
