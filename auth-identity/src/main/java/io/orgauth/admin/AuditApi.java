package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Audit;
import io.orgauth.identity.AuditEntry;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** {@code /api/organizations/{org}/audit}: each entry with its place in the chain. */
final class AuditApi {
    private AuditApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        Audit audit = request.services().audit();
        return request.page(
                (after, limit) ->
                        audit.page(organization, after.map(AuditApi::sequence).orElse(0L), limit),
                AuditApi::view,
                entry -> Long.toString(entry.sequence()));
    }

    private static long sequence(String after) {
        if (!after.matches("\\d{1,18}")) {
            throw AdminRequest.badQuery("after must be the sequence of an entry");
        }
        return Long.parseLong(after);
    }

    private static JsonObject view(AuditEntry entry) {
        return JsonObject.builder()
                .put("sequence", entry.sequence())
                .put("hash", entry.hash())
                .put("event", Json.parseObject(entry.event().getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
