/** The JWT authorizer: whether a token was made by the issuer that is trusted, for this gateway. */
@NullMarked
package io.runtimeservice.local.gateway.jwt;

import org.jspecify.annotations.NullMarked;
