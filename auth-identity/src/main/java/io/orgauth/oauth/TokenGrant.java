package io.orgauth.oauth;

import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;

/** What the token endpoint does for one {@code grant_type} of a client that has proved to be itself. */
@FunctionalInterface
interface TokenGrant {
    /**
     * Answers with a token.
     *
     * @throws OAuthException with what is wrong with the request
     * @throws io.orgauth.http.BadRequestException if a parameter is missing or stands twice
     */
    HttpResponse answer(TokenRequest request, ClientApplication client);
}
