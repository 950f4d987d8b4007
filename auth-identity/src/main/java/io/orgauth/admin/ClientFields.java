package io.orgauth.admin;

import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientChange;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.ClientRegistration;
import io.orgauth.identity.GrantType;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonNumber;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonString;
import io.orgauth.json.JsonValue;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a client is registered for in a body, in the words of RFC 7591. The operator's settings are not among them: a body that says
 * {@code first_party} has an unknown member.
 */
final class ClientFields {
    private static final String REDIRECT_URIS = "redirect_uris";
    private static final String GRANT_TYPES = "grant_types";
    private static final String METHOD = "token_endpoint_auth_method";
    private static final String JWKS = "jwks";
    private static final String DEFAULT_RESOURCE = "default_resource";
    private static final JsonValue SIGNING = JsonString.of(ClientMetadata.Authentication.PRIVATE_KEY_JWT.code());
    private static final List<String> LISTS =
            List.of(REDIRECT_URIS, "post_logout_redirect_uris", "allowed_origins", GRANT_TYPES);
    private static final List<String> OTHERS = List.of(METHOD, JWKS, "permissions", "refresh_retry", DEFAULT_RESOURCE);

    private final Fields fields;
    private final Map<String, JsonValue> metadata = new LinkedHashMap<>();

    private ClientFields(Fields fields) {
        this.fields = fields;
        LISTS.forEach(
                name -> fields.optionalTexts(name).ifPresent(texts -> metadata.put(name, JsonArray.ofStrings(texts))));
        fields.optionalText(METHOD).ifPresent(method -> metadata.put(METHOD, JsonString.of(method)));
        fields.optionalObject(JWKS).ifPresent(keys -> metadata.put(JWKS, keys));
        fields.optionalPermissions("permissions")
                .ifPresent(most -> metadata.put(
                        "permissions",
                        JsonArray.ofStrings(most.stream().map(Permission::value).toList())));
        OptionalLong retry = fields.optionalNumber("refresh_retry");
        retry.ifPresent(seconds -> metadata.put("refresh_retry", JsonNumber.of(seconds)));
    }

    /** Reads a body, which may have these members besides. */
    static ClientFields of(AdminRequest request, String... besides) {
        String[] known = Stream.of(Stream.of(besides), LISTS.stream(), OTHERS.stream())
                .flatMap(names -> names)
                .toArray(String[]::new);
        return new ClientFields(request.fields(known));
    }

    /** A program that acts by itself unless it says where browsers are sent back to; only the one has roles in any case. */
    ClientRegistration registration() {
        Map<String, JsonValue> all = new LinkedHashMap<>(metadata);
        all.putIfAbsent(GRANT_TYPES, metadata.containsKey(REDIRECT_URIS) ? forUsers() : forItself());
        ClientMetadata made = parsed(all);
        boolean byItself = made.grants().contains(GrantType.CLIENT_CREDENTIALS);
        String name = fields.text("name");
        Set<Role> roles =
                byItself ? fields.roles("roles") : fields.optionalRoles("roles").orElse(Set.of());
        return new ClientRegistration(name, roles, defaultResource(), made);
    }

    private static JsonArray forUsers() {
        return JsonArray.ofStrings(List.of(GrantType.AUTHORIZATION_CODE.value(), GrantType.REFRESH_TOKEN.value()));
    }

    private static JsonArray forItself() {
        return JsonArray.ofStrings(List.of(GrantType.CLIENT_CREDENTIALS.value()));
    }

    ClientChange change() {
        fields.requireSome();
        Optional<UnaryOperator<ClientMetadata>> step =
                metadata.isEmpty() ? Optional.empty() : Optional.of(this::changed);
        return new ClientChange(
                fields.optionalText("name"),
                fields.optionalRoles("roles"),
                fields.optionalFlag("enabled"),
                defaultResource(),
                step);
    }

    /** Keys end with the method that they are for. */
    private ClientMetadata changed(ClientMetadata before) {
        Map<String, JsonValue> all = members(before.toJson());
        if (!SIGNING.equals(metadata.getOrDefault(METHOD, SIGNING))) {
            all.remove(JWKS);
        }
        all.putAll(metadata);
        return parsed(all);
    }

    private static Map<String, JsonValue> members(JsonObject json) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        json.names().forEach(name -> members.put(name, json.value(name).orElseThrow()));
        return members;
    }

    private static ClientMetadata parsed(Map<String, JsonValue> all) {
        JsonObject.Builder json = JsonObject.builder();
        all.forEach(json::put);
        try {
            return ClientMetadata.of(json.build());
        } catch (IllegalArgumentException e) {
            throw new IdentityException(IdentityReason.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private Optional<URI> defaultResource() {
        return fields.optionalText(DEFAULT_RESOURCE)
                .map(text -> Fields.typed(DEFAULT_RESOURCE, () -> URI.create(text)));
    }

    /** All of it, for reading. */
    static void show(ClientApplication client, JsonObject.Builder view) {
        Map<String, JsonValue> shown = members(client.metadata().toJson());
        shown.put(METHOD, JsonString.of(method(client.metadata().authentication())));
        shown.forEach(view::put);
        client.defaultResource().ifPresent(uri -> view.put(DEFAULT_RESOURCE, uri.toString()));
    }

    /** Basic stands for post too. */
    private static String method(ClientMetadata.Authentication authentication) {
        return authentication == ClientMetadata.Authentication.CLIENT_SECRET
                ? "client_secret_basic"
                : authentication.code();
    }
}
