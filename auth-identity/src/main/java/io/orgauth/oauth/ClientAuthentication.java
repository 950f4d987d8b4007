package io.orgauth.oauth;

import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientMetadata.Authentication;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Which client is asking (RFC 6749, 2.3): by the one way that it is registered for, and by no second beside it. Immutable and
 * thread-safe.
 */
public final class ClientAuthentication {
    private static final String SECRET = "client_secret";
    private static final String ID = "client_id";
    private static final String ASSERTION = "client_assertion";

    private final OAuthContext context;
    private final ClientAssertions assertions;

    /**
     * For the clients that there are.
     *
     * @param context who knows them
     */
    public ClientAuthentication(OAuthContext context) {
        this.context = context;
        this.assertions = new ClientAssertions(context);
    }

    /**
     * The client that presents a good secret by HTTP Basic (RFC 6749, 2.3.1), where there are no parameters.
     *
     * @param authorization the values of the request's {@code Authorization}
     * @return the client, or empty for whatever else is presented
     */
    public Optional<ClientApplication> byBasic(List<String> authorization) {
        try {
            return basic(authorization).map(this::bySecret);
        } catch (OAuthException e) {
            return Optional.empty();
        }
    }

    /**
     * The client, proven as far as it can prove anything; everything that is wrong with it is the same {@code invalid_client}.
     *
     * @throws OAuthException with INVALID_CLIENT, or INVALID_REQUEST if it comes in two ways
     */
    ClientApplication authenticate(TokenRequest request) {
        Optional<Secret> basic = basic(request.authorization());
        Optional<String> id = request.optional(ID);
        Optional<String> secret = request.optional(SECRET);
        boolean asserted = request.optional(ASSERTION).isPresent()
                || request.optional("client_assertion_type").isPresent();
        requireOneWay(basic, secret.isPresent(), asserted);
        if (asserted) {
            return assertions.authenticate(request);
        }
        if (basic.isPresent()) {
            requireSame(id, basic.get().id());
            return bySecret(basic.get());
        }
        String named = id.orElseThrow(OAuthError.INVALID_CLIENT::refusal);
        return secret.map(value -> bySecret(new Secret(named, value))).orElseGet(() -> unproven(named));
    }

    private static void requireOneWay(Optional<Secret> basic, boolean secret, boolean asserted) {
        int ways = (basic.isPresent() ? 1 : 0) + (secret ? 1 : 0) + (asserted ? 1 : 0);
        if (ways > 1) {
            throw OAuthError.INVALID_REQUEST.refusal();
        }
    }

    private static void requireSame(Optional<String> id, String other) {
        if (id.filter(named -> !named.equals(other)).isPresent()) {
            throw OAuthError.INVALID_REQUEST.refusal();
        }
    }

    /** An unknown client costs as much as a wrong secret. */
    private ClientApplication bySecret(Secret secret) {
        return context.client(secret.id())
                .filter(client -> client.metadata().authentication() == Authentication.CLIENT_SECRET)
                .filter(client ->
                        client.hasSecret(secret.value(), context.clock().instant()))
                .orElseThrow(OAuthError.INVALID_CLIENT::refusal);
    }

    private ClientApplication unproven(String id) {
        return context.client(id)
                .filter(client -> client.metadata().authentication() == Authentication.NONE)
                .orElseThrow(OAuthError.INVALID_CLIENT::refusal);
    }

    private static Optional<Secret> basic(List<String> headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw OAuthError.INVALID_REQUEST.refusal(); // which of two is meant is for nobody to guess
        }
        String header = headers.get(0);
        if (!header.regionMatches(true, 0, "Basic ", 0, "Basic ".length())) {
            throw OAuthError.INVALID_CLIENT.refusal();
        }
        return Optional.of(decoded(header.substring("Basic ".length())));
    }

    /** Both halves are form-encoded before they are joined (RFC 6749, 2.3.1), so that an id may hold a colon. */
    private static Secret decoded(String credentials) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(credentials));
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            int colon = text.indexOf(':');
            if (colon < 0) {
                throw OAuthError.INVALID_CLIENT.refusal();
            }
            return new Secret(
                    URLDecoder.decode(text.substring(0, colon), StandardCharsets.UTF_8),
                    URLDecoder.decode(text.substring(colon + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw OAuthError.INVALID_CLIENT.refusal();
        }
    }

    /** An id and a secret as presented; never a record, whose text would show it. */
    private static final class Secret {
        private final String id;
        private final String value;

        Secret(String id, String value) {
            this.id = id;
            this.value = value;
        }

        String id() {
            return id;
        }

        String value() {
            return value;
        }
    }
}
