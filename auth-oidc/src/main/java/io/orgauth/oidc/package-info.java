/**
 * Sign-in by OpenID Connect (OpenID Connect Core 1.0, code flow): start with {@code OidcConnection}, which says which provider, and
 * {@code OidcProtocol}, which a control plane is given. {@code RelyingParty} is the same alone.
 */
@NullMarked
package io.orgauth.oidc;

import org.jspecify.annotations.NullMarked;
