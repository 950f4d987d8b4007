package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.OrganizationPolicy;
import java.time.Duration;
import java.util.List;

/** The policies of organizations, whose durations are ISO 8601 texts. */
final class JdbcPolicyStore extends JdbcOwnedStore<OrganizationPolicy> {
    private static final OwnedTable<OrganizationPolicy> TABLE = new OwnedTable<>(
            "orgauth_policy",
            "policy_key",
            List.of("passwords", "device_codes", "session_idle", "session_lifetime", "sso_max_age"),
            policy -> List.of(
                    policy.passwords(),
                    policy.deviceCodes(),
                    policy.sessionIdle().toString(),
                    policy.sessionLifetime().toString(),
                    policy.ssoMaxAge().toString()),
            row -> new OrganizationPolicy(
                    OrganizationId.of(row.getString("organization_id")),
                    row.getBoolean("passwords"),
                    row.getBoolean("device_codes"),
                    Duration.parse(row.getString("session_idle")),
                    Duration.parse(row.getString("session_lifetime")),
                    Duration.parse(row.getString("sso_max_age")),
                    row.getLong("version")));

    JdbcPolicyStore(Sql sql) {
        super(sql, TABLE);
    }
}
