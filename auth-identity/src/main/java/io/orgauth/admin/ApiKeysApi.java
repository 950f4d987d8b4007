package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.apikey.ApiKey;
import io.orgauth.apikey.ApiKeyLimits;
import io.orgauth.apikey.ApiKeyOwner;
import io.orgauth.apikey.ApiKeyRequest;
import io.orgauth.apikey.IssuedApiKey;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.OrganizationApiKeys;
import io.orgauth.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /api/organizations/{org}/api-keys}: a key itself is in the answer to what made it, and in no other. */
final class ApiKeysApi {
    private ApiKeysApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        OrganizationApiKeys keys = request.services().apiKeys();
        return request.page(
                (after, limit) -> keys.page(organization, after, limit),
                key -> view(key).build(),
                ApiKey::id);
    }

    /** The caller's own. */
    static HttpResponse create(AdminRequest request) {
        return create(request, request.principal().subject().id());
    }

    static HttpResponse createForClient(AdminRequest request) {
        return create(request, request.id(ApiKeysApi::clientId));
    }

    /** A user's id here would ask for a key that acts as somebody else; there is no such client. */
    private static String clientId(String id) {
        if (id.startsWith("usr_")) {
            throw new IllegalArgumentException("no client");
        }
        return id;
    }

    private static HttpResponse create(AdminRequest request, String owner) {
        OrganizationId organization = request.organization();
        Fields fields = request.fields("name", "permissions", "resources", "expires_in");
        ApiKeyRequest named = ApiKeyRequest.named(fields.text("name")).limitedTo(limits(fields));
        ApiKeyRequest asked =
                fields.optionalDuration("expires_in").map(named::livingFor).orElse(named);
        return issued(request, request.services().apiKeys().issue(organization, ApiKeyOwner.of(owner), asked));
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().apiKeys().find(request.organization(), request.id()),
                key -> view(key).build());
    }

    /** Only ever to less: what is given replaces what was, and may not be more. */
    static HttpResponse change(AdminRequest request) {
        OrganizationId organization = request.organization();
        Fields fields =
                request.fields("name", "permissions", "resources", "expires").requireSome();
        ApiKey changed = request.services()
                .apiKeys()
                .change(
                        organization,
                        request.id(),
                        fields.optionalText("name"),
                        limits(fields),
                        fields.optionalInstant("expires"));
        return HttpResponse.json(200, view(changed).build());
    }

    /** A key's id is never used again, so it is not removed. */
    static HttpResponse deactivate(AdminRequest request) {
        request.services().apiKeys().deactivate(request.organization(), request.id());
        return HttpResponse.noContent();
    }

    static HttpResponse rotate(AdminRequest request) {
        OrganizationId organization = request.organization();
        Duration overlap = request.fields("overlap_seconds")
                .optionalDuration("overlap_seconds")
                .orElse(Duration.ZERO);
        return issued(request, request.services().apiKeys().rotate(organization, request.id(), overlap));
    }

    private static HttpResponse issued(AdminRequest request, IssuedApiKey issued) {
        JsonObject body = view(issued.key()).put("secret", issued.secret()).build();
        return request.created("api-keys", issued.key().id(), body);
    }

    private static ApiKeyLimits limits(Fields fields) {
        Optional<Set<Permission>> permissions = fields.optionalPermissions("permissions");
        Optional<Set<String>> resources = fields.optionalTexts("resources");
        return Fields.typed("resources", () -> new ApiKeyLimits(permissions, resources));
    }

    private static JsonObject.Builder view(ApiKey key) {
        JsonObject.Builder view = JsonObject.builder()
                .put("id", key.id())
                .put("name", key.name())
                .put("owner", key.owner())
                .put("hint", key.hint())
                .put("created", key.created().toString())
                .put("expires", key.expires().toString());
        key.limits().permissions().ifPresent(most -> view.put("permissions", sorted(most)));
        key.limits().resources().ifPresent(only -> view.put("resources", sorted(only)));
        key.deactivated().map(Instant::toString).ifPresent(at -> view.put("deactivated", at));
        key.lastUsed().map(Instant::toString).ifPresent(at -> view.put("last_used", at));
        return view;
    }

    private static List<String> sorted(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().toList();
    }
}
