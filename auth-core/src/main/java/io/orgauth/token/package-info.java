/** Signed access tokens: {@code TokenVerifier} proves a caller offline, {@code TokenIssuer} signs. */
@NullMarked
package io.orgauth.token;

import org.jspecify.annotations.NullMarked;
