package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.Membership;
import io.orgauth.identity.MembershipStore;
import io.orgauth.identity.UserId;
import java.util.List;

/** A {@link MembershipStore} on two tables: the second has the manual roles one a row, to be found by. */
final class JdbcMembershipStore extends JdbcOwnedStore<Membership> implements MembershipStore {
    private static final OwnedTable<Membership> TABLE = new OwnedTable<>(
            "orgauth_membership",
            "user_id",
            List.of("manual_roles", "mapped_roles", "attributes", "enabled"),
            membership -> List.of(
                    JsonText.words(membership.manualRoles()),
                    JsonText.words(membership.mappedRoles()),
                    JsonText.attributes(membership.attributes()),
                    membership.enabled()),
            row -> new Membership(
                    OrganizationId.of(row.getString("organization_id")),
                    new UserId(row.getString("user_id")),
                    JsonText.words(row.getString("manual_roles"), Role::of),
                    JsonText.words(row.getString("mapped_roles"), Role::of),
                    JsonText.attributes(row.getString("attributes")),
                    row.getBoolean("enabled"),
                    row.getLong("version")));

    private final Sql sql;

    JdbcMembershipStore(Sql sql) {
        super(sql, TABLE);
        this.sql = sql;
    }

    @Override
    public boolean insert(Membership value) {
        return sql.unit(unit -> new JdbcOwnedStore<>(unit, TABLE).insert(value) && addRoles(unit, value));
    }

    @Override
    public boolean replace(Membership value) {
        return sql.unit(unit -> {
            boolean replaced = new JdbcOwnedStore<>(unit, TABLE).replace(value);
            if (replaced) {
                removeRoles(unit, value.organization(), value.key());
                addRoles(unit, value);
            }
            return replaced;
        });
    }

    @Override
    public boolean remove(OrganizationId organization, String key) {
        return sql.unit(unit -> {
            boolean removed = new JdbcOwnedStore<>(unit, TABLE).remove(organization, key);
            removeRoles(unit, organization, key);
            return removed;
        });
    }

    @Override
    public List<Membership> ofUser(UserId user) {
        return list(" WHERE user_id = ? ORDER BY organization_id", user.value());
    }

    @Override
    public List<Membership> enabledWith(OrganizationId organization, Role role) {
        return list("""
                 WHERE organization_id = ? AND user_id IN (
                    SELECT user_id FROM orgauth_membership_role WHERE organization_id = ? AND role_key = ?)
                ORDER BY user_id
                """, organization.value(), organization.value(), role.key());
    }

    private static boolean addRoles(Sql unit, Membership value) {
        if (value.enabled()) {
            for (Role role : value.manualRoles()) {
                unit.change(
                        "INSERT INTO orgauth_membership_role (organization_id, role_key, user_id) VALUES (?, ?, ?)",
                        value.organization().value(),
                        role.key(),
                        value.key());
            }
        }
        return true;
    }

    private static void removeRoles(Sql unit, OrganizationId organization, String user) {
        unit.change(
                "DELETE FROM orgauth_membership_role WHERE organization_id = ? AND user_id = ?",
                organization.value(),
                user);
    }
}
