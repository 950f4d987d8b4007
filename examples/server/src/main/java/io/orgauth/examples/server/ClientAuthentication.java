package io.orgauth.examples.server;

import io.orgauth.examples.server.OAuthException.Code;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Which client asks: by HTTP Basic or by the form, never by both (RFC 6749, 2.3.1). */
final class ClientAuthentication {
    private static final String BASIC = "basic ";

    private final RegisteredClients clients;

    ClientAuthentication(RegisteredClients clients) {
        this.clients = clients;
    }

    RegisteredClient authenticate(HttpRequest request, Form form) {
        Optional<String> header = request.headers().single("Authorization");
        if (header.isEmpty()) {
            return authenticated(present(form, "client_id"), present(form, "client_secret"));
        }
        if (TokenEndpoint.value(form, "client_secret").isPresent()) {
            throw new OAuthException(Code.INVALID_REQUEST, "authenticate by header or by form, not by both");
        }
        RegisteredClient client = basic(header.get());
        if (TokenEndpoint.value(form, "client_id")
                .filter(id -> !id.equals(client.id()))
                .isPresent()) {
            throw new OAuthException(Code.INVALID_REQUEST, "\"client_id\" is another client than the header's");
        }
        return client;
    }

    private RegisteredClient basic(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw refused();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()));
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw refused();
            }
            return authenticated(formDecoded(pair.substring(0, colon)), formDecoded(pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static String formDecoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String present(Form form, String name) {
        return TokenEndpoint.value(form, name).orElseThrow(ClientAuthentication::refused);
    }

    private RegisteredClient authenticated(String id, String secret) {
        return clients.authenticated(id, secret).orElseThrow(ClientAuthentication::refused);
    }

    /** One refusal for all: it does not say whether the client exists. */
    private static OAuthException refused() {
        return new OAuthException(Code.INVALID_CLIENT, "the client is not authenticated");
    }
}
