package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.BreakGlass;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.UserId;
import java.util.List;

/** The owners who get in when an identity provider is gone. */
final class JdbcBreakGlassStore extends JdbcOwnedStore<BreakGlass> {
    private static final OwnedTable<BreakGlass> TABLE = new OwnedTable<>(
            "orgauth_break_glass",
            "user_id",
            List.of("digest"),
            owner -> List.of(owner.digest().hex()),
            row -> new BreakGlass(
                    OrganizationId.of(row.getString("organization_id")),
                    new UserId(row.getString("user_id")),
                    new SecretDigest(row.getString("digest")),
                    row.getLong("version")));

    JdbcBreakGlassStore(Sql sql) {
        super(sql, TABLE);
    }
}
