package io.orgauth.testkit;

import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The endpoints of an OpenID provider that no person sees: discovery, keys, tokens, userinfo. Thread-safe. */
final class OpenIdProvider {
    private final Provider provider;
    private final OpenIdKeys keys = new OpenIdKeys();
    private final OpenIdClients clients = new OpenIdClients();
    private final Map<String, OpenIdDraft> codes = new ConcurrentHashMap<>();
    private final Map<String, OpenIdDraft> accessTokens = new ConcurrentHashMap<>();
    private volatile Optional<String> claimedIssuer = Optional.empty();

    OpenIdProvider(Provider provider) {
        this.provider = provider;
    }

    OpenIdKeys keys() {
        return keys;
    }

    OpenIdClients clients() {
        return clients;
    }

    /** From now on discovery names this issuer. */
    void claim(String issuer) {
        claimedIssuer = Optional.of(issuer);
    }

    /** The draft's code is good from now on. */
    void expect(OpenIdDraft draft) {
        codes.put(draft.code(), draft);
    }

    /** OpenID Connect Discovery 1.0, 3. */
    HttpResponse discovery(HttpRequest request) {
        return metadata(claimedIssuer.orElse(provider.issuer()));
    }

    /** Entra ID's for all tenants: its issuer has a gap, which each token's {@code tid} fills. */
    HttpResponse sharedDiscovery(HttpRequest request) {
        return metadata(claimedIssuer.orElse(gapped()));
    }

    private String gapped() {
        return provider.issuer().replace(Persona.TENANT, "{tenantid}");
    }

    private HttpResponse metadata(String named) {
        String issuer = provider.issuer();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", named);
        metadata.put("authorization_endpoint", issuer + "/authorize");
        metadata.put("token_endpoint", issuer + "/token");
        metadata.put("userinfo_endpoint", issuer + "/userinfo");
        metadata.put("jwks_uri", issuer + "/jwks");
        metadata.put("end_session_endpoint", issuer + "/end-session");
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", List.of("query", "form_post"));
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("scopes_supported", List.of("openid", "email", "profile", "groups"));
        metadata.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt"));
        if (provider.persona().openId().saysIssuer()) {
            metadata.put("authorization_response_iss_parameter_supported", true);
        }
        return json(200, metadata);
    }

    HttpResponse jwks(HttpRequest request) {
        return json(200, keys.jwks(provider.persona().openId().shared().map(url -> gapped())));
    }

    /** OpenID Connect Core, 3.1.3; a code is good once. */
    HttpResponse token(HttpRequest request) {
        Map<String, String> form = Query.parse(new String(request.body(), StandardCharsets.UTF_8));
        Optional<String> client = clients.authenticate(
                request, form, provider.issuer(), provider.clock().instant());
        if (client.isEmpty()) {
            return error(401, "invalid_client");
        }
        if (!"authorization_code".equals(form.get("grant_type"))) {
            return error(400, "unsupported_grant_type");
        }
        Optional<OpenIdDraft> draft = Optional.ofNullable(codes.remove(form.getOrDefault("code", "")))
                .filter(found -> matches(found.request, client.get(), form));
        if (draft.isEmpty()) {
            return error(400, "invalid_grant");
        }
        Optional<String> fault = draft.get().tokenError;
        return fault.isPresent() ? error(400, fault.get()) : tokens(draft.get());
    }

    private static boolean matches(OpenIdRequest asked, String client, Map<String, String> form) {
        return asked.clientId().equals(client)
                && asked.redirectUri().equals(form.get("redirect_uri"))
                && asked.isVerifiedBy(Optional.ofNullable(form.get("code_verifier")));
    }

    private HttpResponse tokens(OpenIdDraft draft) {
        accessTokens.put(draft.accessToken, draft);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", draft.accessToken);
        answer.put("token_type", "Bearer");
        answer.put("expires_in", 600);
        if (draft.givesIdToken) {
            answer.put("id_token", IdTokenWriter.write(draft, keys));
        }
        return json(200, answer).with("Cache-Control", "no-store");
    }

    /** OpenID Connect Core, 5.3. */
    HttpResponse userinfo(HttpRequest request) {
        Optional<OpenIdDraft> draft = request.headers()
                .single("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> accessTokens.get(value.substring(7)));
        if (draft.isEmpty()) {
            return error(401, "invalid_token").with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        return json(draft.get().userinfoStatus, draft.get().userinfo);
    }

    private static HttpResponse error(int status, String code) {
        return json(status, Map.of("error", code));
    }

    private static HttpResponse json(int status, Map<String, Object> members) {
        JsonObject.Builder body = JsonObject.builder();
        members.forEach((name, value) -> body.put(name, JsonValue.of(value)));
        return HttpResponse.json(status, body.build());
    }
}
