/** OAuth 2.1 endpoints over neutral requests. {@code OAuthEndpoints} puts them together. */
@NullMarked
package io.orgauth.oauth;

import org.jspecify.annotations.NullMarked;
