/** Organizations, users, roles, client applications and what they may do. Start with {@code Organizations}. */
@NullMarked
package io.orgauth.identity;

import org.jspecify.annotations.NullMarked;
