/** Sign-in by an organization's SAML 2.0 identity provider: start with {@code SamlProtocol}. */
@NullMarked
package io.orgauth.saml;

import org.jspecify.annotations.NullMarked;
