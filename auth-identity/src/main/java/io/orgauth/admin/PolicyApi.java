package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.Policies;
import io.orgauth.json.JsonObject;
import java.time.Duration;

/** {@code /api/organizations/{org}/policy}. */
final class PolicyApi {
    private PolicyApi() {}

    static HttpResponse read(AdminRequest request) {
        return HttpResponse.json(200, view(request.services().policies().get(request.organization())));
    }

    static HttpResponse change(AdminRequest request) {
        OrganizationId organization = request.organization();
        Fields fields = request.fields(
                        "passwords",
                        "device_codes",
                        "session_idle_seconds",
                        "session_lifetime_seconds",
                        "sso_max_age_seconds")
                .requireSome();
        Policies policies = request.services().policies();
        return HttpResponse.json(200, view(policies.set(changed(policies.get(organization), fields))));
    }

    private static OrganizationPolicy changed(OrganizationPolicy now, Fields fields) {
        try {
            return new OrganizationPolicy(
                    now.organization(),
                    fields.optionalFlag("passwords").orElse(now.passwords()),
                    fields.optionalFlag("device_codes").orElse(now.deviceCodes()),
                    seconds(fields, "session_idle_seconds", now.sessionIdle()),
                    seconds(fields, "session_lifetime_seconds", now.sessionLifetime()),
                    seconds(fields, "sso_max_age_seconds", now.ssoMaxAge()),
                    now.version());
        } catch (IllegalArgumentException e) {
            throw new IdentityException(IdentityReason.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static Duration seconds(Fields fields, String name, Duration now) {
        return Duration.ofSeconds(fields.optionalNumber(name).orElse(now.toSeconds()));
    }

    private static JsonObject view(OrganizationPolicy policy) {
        return JsonObject.builder()
                .put("passwords", policy.passwords())
                .put("device_codes", policy.deviceCodes())
                .put("session_idle_seconds", policy.sessionIdle().toSeconds())
                .put("session_lifetime_seconds", policy.sessionLifetime().toSeconds())
                .put("sso_max_age_seconds", policy.ssoMaxAge().toSeconds())
                .build();
    }
}
