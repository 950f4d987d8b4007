package io.orgauth.http;

/** One thing our HTTP interface answers. Implementations must be thread-safe. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Answers the request.
     *
     * @param request a request whose method and path were asked for
     * @return the response, never null
     * @throws BadRequestException if the request can't be read: {@link Endpoints} answers 400
     * @throws io.orgauth.AuthException if it is refused: {@link Endpoints} answers 401, 403 or 503
     */
    HttpResponse answer(HttpRequest request);
}
