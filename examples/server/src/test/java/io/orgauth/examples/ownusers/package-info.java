/** A product with its own users; start at {@code OwnUsersTest}. It needs auth-core only. */
@NullMarked
package io.orgauth.examples.ownusers;

import org.jspecify.annotations.NullMarked;
