/** Sign-in by somebody else's identity provider, whatever its protocol: start with {@code SsoProtocol} and {@code Connection}. */
@NullMarked
package io.orgauth.sso;

import org.jspecify.annotations.NullMarked;
