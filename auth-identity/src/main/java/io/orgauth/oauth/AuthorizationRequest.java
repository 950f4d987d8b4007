package io.orgauth.oauth;

import io.orgauth.OrganizationId;
import io.orgauth.identity.AccessModel;
import io.orgauth.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client asks a person for (RFC 6749, 4.1.1; OpenID Connect Core, 3.1.2.1), found well-formed and of a registered client. Immutable.
 *
 * @param client the client's id
 * @param redirectUri where the answer goes, a registered one
 * @param state what the client wants to see again
 * @param scope what for
 * @param resources where
 * @param challenge the S256 challenge
 * @param nonce what the client wants to see in the ID token
 * @param asks how the person is to be asked
 */
record AuthorizationRequest(
        String client,
        String redirectUri,
        Optional<String> state,
        Scope scope,
        Set<URI> resources,
        String challenge,
        Optional<String> nonce,
        Asks asks) {
    /** {@code prompt} (OpenID Connect Core, 3.1.2.1). */
    enum Prompt {
        NONE,
        LOGIN,
        CONSENT,
        SELECT_ACCOUNT
    }

    /**
     * How the person is to be asked.
     *
     * @param prompts what must be, or must not
     * @param maxAge how long ago the sign-in may be
     * @param organization which one is to be entered
     * @param loginHint whose address to begin with
     * @param subject who it must be, as an ID token of before says
     */
    record Asks(
            Set<Prompt> prompts,
            Optional<Duration> maxAge,
            Optional<OrganizationId> organization,
            Optional<String> loginHint,
            Optional<String> subject) {
        boolean has(Prompt prompt) {
            return prompts.contains(prompt);
        }
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("client", client)
                .put("redirect_uri", redirectUri)
                .put("scope", List.copyOf(scope.all()))
                .put("resources", resources.stream().map(URI::toString).sorted().toList())
                .put("challenge", challenge)
                .put(
                        "prompts",
                        asks.prompts().stream().map(Prompt::name).sorted().toList());
        state.ifPresent(value -> json.put("state", value));
        nonce.ifPresent(value -> json.put("nonce", value));
        asks.maxAge().ifPresent(age -> json.put("max_age", age.toSeconds()));
        asks.organization().ifPresent(id -> json.put("organization", id.value()));
        asks.loginHint().ifPresent(hint -> json.put("login_hint", hint));
        asks.subject().ifPresent(id -> json.put("subject", id));
        return json.build();
    }

    /** What {@link #toJson} gave. */
    static AuthorizationRequest of(JsonObject json, AccessModel model) {
        return new AuthorizationRequest(
                json.string("client").orElseThrow(),
                json.string("redirect_uri").orElseThrow(),
                json.string("state"),
                Scope.kept(json.strings("scope").orElseThrow(), model),
                json.strings("resources").orElseThrow().stream()
                        .map(URI::create)
                        .collect(Collectors.toSet()),
                json.string("challenge").orElseThrow(),
                json.string("nonce"),
                asks(json));
    }

    private static Asks asks(JsonObject json) {
        var age = json.longValue("max_age");
        return new Asks(
                json.strings("prompts").orElseThrow().stream()
                        .map(Prompt::valueOf)
                        .collect(Collectors.toSet()),
                age.isPresent() ? Optional.of(Duration.ofSeconds(age.getAsLong())) : Optional.empty(),
                json.string("organization").map(OrganizationId::of),
                json.string("login_hint"),
                json.string("subject"));
    }

    /** Without what it holds of secrets. */
    @Override
    public String toString() {
        return "AuthorizationRequest[" + client + "]";
    }
}
