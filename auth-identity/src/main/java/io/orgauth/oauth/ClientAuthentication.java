package io.orgauth.oauth;

import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.IdentityService;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Which client is asking (RFC 6749, 2.3): by HTTP Basic or by parameters, never by both. Immutable and thread-safe. */
public final class ClientAuthentication {
    private final IdentityService identity;

    /**
     * For the clients of this service.
     *
     * @param identity who knows them
     */
    public ClientAuthentication(IdentityService identity) {
        this.identity = identity;
    }

    /**
     * The client that presents a good secret by HTTP Basic (RFC 6749, 2.3.1), where there are no parameters.
     *
     * @param authorization the values of the request's {@code Authorization}
     * @return the client, or empty for whatever else is presented
     */
    public Optional<ClientApplication> byBasic(List<String> authorization) {
        try {
            return basic(authorization)
                    .flatMap(secret -> identity.operator().clients().authenticate(secret.id(), secret.value()));
        } catch (OAuthException e) {
            return Optional.empty();
        }
    }

    /** The client that presents a good secret; everything else is the same {@code invalid_client}. */
    ClientApplication confidential(TokenRequest request) {
        Secret secret = basic(request.authorization())
                .map(basic -> requireAlone(basic, request))
                .or(() -> parameters(request))
                .orElseThrow(OAuthError.INVALID_CLIENT::refusal);
        return identity.operator()
                .clients()
                .authenticate(secret.id(), secret.value())
                .orElseThrow(OAuthError.INVALID_CLIENT::refusal);
    }

    /** The id of a client without a secret; one that presents a secret is not public. */
    String publicClient(TokenRequest request) {
        if (!request.authorization().isEmpty()
                || request.optional("client_secret").isPresent()) {
            throw OAuthError.INVALID_CLIENT.refusal();
        }
        return request.optional("client_id").orElseThrow(OAuthError.INVALID_CLIENT::refusal);
    }

    private static Secret requireAlone(Secret basic, TokenRequest request) {
        boolean otherId = request.optional("client_id")
                .filter(id -> !id.equals(basic.id()))
                .isPresent();
        if (otherId || request.optional("client_secret").isPresent()) {
            throw OAuthError.INVALID_REQUEST.refusal();
        }
        return basic;
    }

    private static Optional<Secret> parameters(TokenRequest request) {
        Optional<String> id = request.optional("client_id");
        Optional<String> secret = request.optional("client_secret");
        return id.isPresent() && secret.isPresent()
                ? Optional.of(new Secret(id.get(), secret.get()))
                : Optional.empty();
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
