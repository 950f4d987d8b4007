/** A single sign-on protocol without cryptography worth the name, for tests of everything around it. Start with {@code StubSsoProtocol}. */
@NullMarked
package io.orgauth.session.testing;

import org.jspecify.annotations.NullMarked;
