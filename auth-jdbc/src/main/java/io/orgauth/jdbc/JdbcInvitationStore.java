package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.Invitation;
import io.orgauth.identity.InvitationStore;
import io.orgauth.identity.SecretDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An {@link InvitationStore} on a table. */
final class JdbcInvitationStore extends JdbcOwnedStore<Invitation> implements InvitationStore {
    private static final OwnedTable<Invitation> TABLE = new OwnedTable<>(
            "orgauth_invitation",
            "invitation_id",
            List.of("email", "roles", "inviter_issuer", "inviter_id", "digest", "expires"),
            invitation -> List.of(
                    invitation.email().value(),
                    JsonText.words(invitation.roles()),
                    invitation.inviter().map(Subject::issuer),
                    invitation.inviter().map(Subject::id),
                    invitation.digest().hex(),
                    invitation.expires()),
            JdbcInvitationStore::row);

    private final Sql sql;

    JdbcInvitationStore(Sql sql) {
        super(sql, TABLE);
        this.sql = sql;
    }

    @Override
    public Optional<Invitation> consume(SecretDigest digest) {
        Optional<Invitation> found = byDigest(digest);
        while (found.isPresent() && !remove(found.get())) {
            // Taken, or only changed meanwhile: then it is still there to be taken.
            found = byDigest(digest);
        }
        return found;
    }

    @Override
    public Optional<Invitation> byDigest(SecretDigest digest) {
        return one(" WHERE digest = ?", digest.hex());
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return new ExpiredRows("orgauth_invitation", "digest", "expires").remove(sql, before, limit);
    }

    private static Invitation row(ResultSet row) throws SQLException {
        Optional<String> issuer = Optional.ofNullable(row.getString("inviter_issuer"));
        String inviter = row.getString("inviter_id");
        return new Invitation(
                OrganizationId.of(row.getString("organization_id")),
                row.getString("invitation_id"),
                EmailAddress.of(row.getString("email")),
                JsonText.words(row.getString("roles"), Role::of),
                issuer.map(known -> Subject.of(known, inviter)),
                new SecretDigest(row.getString("digest")),
                Values.instant(row, "expires"),
                row.getLong("version"));
    }
}
