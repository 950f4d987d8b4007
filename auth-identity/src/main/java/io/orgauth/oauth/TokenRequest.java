package io.orgauth.oauth;

import io.orgauth.http.BadRequestException;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.identity.AccessModel;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A request to an endpoint that clients call, whose parameters are in the body and stand there once (RFC 6749, 3.2). */
final class TokenRequest {
    private static final String RESOURCE = "resource";

    private final HttpRequest request;
    private final Form form;

    private TokenRequest(HttpRequest request, Form form) {
        this.request = request;
        this.form = form;
    }

    /**
     * Reads a request.
     *
     * @throws BadRequestException if the body is no form, or a parameter other than {@code resource} stands twice
     * @throws OAuthException with INVALID_REQUEST if parameters are in the URL, which proxies and servers log (2.3.1)
     */
    static TokenRequest of(HttpRequest request) {
        if (!request.query().names().isEmpty()) {
            throw OAuthError.INVALID_REQUEST.refusal();
        }
        Form form = request.form();
        for (String name : form.names()) {
            if (!name.equals(RESOURCE)) {
                form.single(name); // an unknown one too: whoever sends it twice means something else than we would do
            }
        }
        return new TokenRequest(request, form);
    }

    String required(String name) {
        return form.required(name);
    }

    /** A parameter without a value counts as omitted (RFC 6749, 3.2). */
    Optional<String> optional(String name) {
        return form.single(name).filter(value -> !value.isEmpty());
    }

    /** The one parameter that may be repeated (RFC 8707, 2). */
    List<String> resources() {
        return form.all(RESOURCE).stream().filter(value -> !value.isEmpty()).toList();
    }

    /** What is asked for; nothing if nothing is said. */
    Scope scope(AccessModel model) {
        return optional("scope").map(text -> Scope.parse(text, model)).orElse(Scope.NONE);
    }

    List<String> authorization() {
        return request.headers().all("Authorization");
    }

    Optional<InetAddress> client() {
        return request.client();
    }
}
