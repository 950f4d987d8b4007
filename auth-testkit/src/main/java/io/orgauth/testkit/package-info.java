/**
 * Test doubles for whoever signs people in or checks tokens: start with {@code FakeIdentityProvider} and {@code TestTokens}. Nothing
 * here shares code with what it tests.
 */
@NullMarked
package io.orgauth.testkit;

import org.jspecify.annotations.NullMarked;
