package io.orgauth.jdbc;

import io.orgauth.identity.DeviceCode;
import io.orgauth.identity.DeviceCode.Polling;
import io.orgauth.identity.DeviceCode.State;
import io.orgauth.identity.DeviceCodeStore;
import io.orgauth.identity.SecretDigest;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@link DeviceCodeStore} on a table. Devices that name no organization have the empty text as theirs. */
final class JdbcDeviceCodeStore implements DeviceCodeStore {
    private static final String SELECT = """
            SELECT digest, user_code, client_id, organization_id, scope, resources, requester, state, authorization_id,
            poll_interval, last_poll, created, expires, version FROM orgauth_device_code
            """;
    private static final String PENDING = "PENDING";
    private static final String DENIED = "DENIED";
    private static final String APPROVED = "APPROVED";

    private final Sql sql;

    JdbcDeviceCodeStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<DeviceCode> byDigest(SecretDigest digest) {
        return sql.one(SELECT + "WHERE digest = ?", JdbcDeviceCodeStore::row, digest.hex());
    }

    @Override
    public Optional<DeviceCode> byUserCode(String userCode) {
        return sql.one(SELECT + "WHERE user_code = ?", JdbcDeviceCodeStore::row, userCode);
    }

    @Override
    public boolean insert(DeviceCode code) {
        String statement = """
                INSERT INTO orgauth_device_code (user_code, client_id, organization_id, scope, resources, requester, state,
                authorization_id, poll_interval, last_poll, created, expires, version, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """;
        return sql.insert(statement, written(code).toArray());
    }

    @Override
    public boolean replace(DeviceCode code) {
        String statement = """
                UPDATE orgauth_device_code SET user_code = ?, client_id = ?, organization_id = ?, scope = ?, resources = ?,
                requester = ?, state = ?, authorization_id = ?, poll_interval = ?, last_poll = ?, created = ?, expires = ?,
                version = ? WHERE digest = ? AND version = ?
                """;
        List<Object> values = written(code);
        values.add(code.version() - 1);
        return sql.changeUnlessTaken(statement, values.toArray());
    }

    /** The removal decides: of several callers that found the row, one removes it. */
    @Override
    public boolean consume(DeviceCode code) {
        String statement = "DELETE FROM orgauth_device_code WHERE digest = ? AND version = ?";
        return sql.change(statement, code.digest().hex(), code.version()) == 1;
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return new ExpiredRows("orgauth_device_code", "digest", "expires").remove(sql, before, limit);
    }

    /** Its digest stands last, where the conditions begin. */
    private static List<Object> written(DeviceCode code) {
        Optional<String> authorization = code.state() instanceof State.Approved approved
                ? Optional.of(approved.authorization())
                : Optional.empty();
        return new ArrayList<>(List.of(
                code.userCode(),
                code.client(),
                Values.owner(code.organization()),
                JsonText.words(code.scope()),
                JsonText.words(code.resources()),
                code.requester(),
                name(code.state()),
                authorization,
                code.polling().interval().toString(),
                code.polling().last(),
                code.created(),
                code.expires(),
                code.version(),
                code.digest().hex()));
    }

    private static String name(State state) {
        if (state instanceof State.Approved) {
            return APPROVED;
        }
        return state instanceof State.Denied ? DENIED : PENDING;
    }

    private static State state(ResultSet row) throws SQLException {
        String name = row.getString("state");
        return switch (name) {
            case PENDING -> new State.Pending();
            case DENIED -> new State.Denied();
            case APPROVED -> new State.Approved(row.getString("authorization_id"));
            default -> throw new IllegalStateException("a device code of the database is in no state that there is");
        };
    }

    private static DeviceCode row(ResultSet row) throws SQLException {
        return new DeviceCode(
                new SecretDigest(row.getString("digest")),
                row.getString("user_code"),
                row.getString("client_id"),
                Values.owner(row),
                JsonText.words(row.getString("scope"), word -> word),
                JsonText.words(row.getString("resources"), URI::create),
                row.getString("requester"),
                state(row),
                new Polling(Duration.parse(row.getString("poll_interval")), Values.instant(row, "last_poll")),
                Values.instant(row, "created"),
                Values.instant(row, "expires"),
                row.getLong("version"));
    }
}
