/**
 * Sign-in, sessions and the policy of who may enter which organization: start with {@code ControlPlane.signIn()}, and see
 * {@code Pages} for what people see of it.
 */
@NullMarked
package io.orgauth.session;

import org.jspecify.annotations.NullMarked;
