package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How values get into statements and out of rows. */
final class Values {
    private Values() {}

    /**
     * Whether every text has the same characters in the database as here. PostgreSQL has no U+0000, and its driver writes a
     * question mark for half of a surrogate pair: two different keys must never meet in one row.
     */
    static boolean canBeStored(Object... values) {
        for (Object value : values) {
            Object plain = value instanceof Optional<?> optional && optional.isPresent() ? optional.get() : value;
            if (plain instanceof String text && !text.codePoints().allMatch(Values::canBeStored)) {
                return false;
            }
        }
        return true;
    }

    private static boolean canBeStored(int codePoint) {
        return codePoint != 0 && Character.getType(codePoint) != Character.SURROGATE;
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                bind(statement, index, optional.get());
            } else {
                statement.setNull(index, Types.NULL);
            }
        } else if (value instanceof Instant instant) {
            // Microseconds are what both databases keep; rounding up would move an expiry into the future.
            OffsetDateTime kept = instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
            statement.setObject(index, kept);
        } else {
            statement.setObject(index, value);
        }
    }

    /** An organization, or the empty text for what belongs to the operator or to nobody: part of a key is never null. */
    static String owner(Optional<OrganizationId> organization) {
        return organization.map(OrganizationId::value).orElse("");
    }

    static Optional<OrganizationId> owner(ResultSet row) throws SQLException {
        return Optional.of(row.getString("organization_id"))
                .filter(owner -> !owner.isEmpty())
                .map(OrganizationId::of);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
