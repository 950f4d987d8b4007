/** What the tests of several modules share. Start with {@code Requirement}. */
@NullMarked
package io.orgauth.testing;

import org.jspecify.annotations.NullMarked;
