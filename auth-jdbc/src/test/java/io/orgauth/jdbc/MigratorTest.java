package io.orgauth.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.Stores;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigratorTest extends BothDatabases {
    private static final String SCHEMA =
            "SELECT version, title, checksum, finished FROM orgauth_schema ORDER BY version";

    @ParameterizedTest
    @EnumSource
    void on_4NodesAtOnce_migrateOnce(Database kind) throws Exception {
        TestDatabase database = open(kind);
        List<DataSource> nodes = List.of(database.node(), database.node(), database.node(), database.node());
        try (Together threads = new Together(nodes.size())) {
            assertEquals(
                    4, threads.winners(node -> JdbcStores.on(nodes.get(node)).durable()));
        }
        List<Migration> all = Migration.all(kind);
        assertEquals(all.size(), database.rows(SCHEMA).size());
        assertEquals(
                all.stream().map(Migration::title).toList(),
                database.rows(SCHEMA).stream().map(row -> row.get(1)).toList());
    }

    @ParameterizedTest
    @EnumSource
    void on_schemaInPlace_changesNothing(Database kind) {
        TestDatabase database = migrated(kind);
        List<List<String>> before = database.rows("SELECT * FROM orgauth_schema ORDER BY version");
        JdbcStores.on(database.node());
        assertEquals(before, database.rows("SELECT * FROM orgauth_schema ORDER BY version"));
    }

    @ParameterizedTest
    @EnumSource
    void on_rowsFromBeforeOAuth_areServicesAndLetNoDeviceIn(Database kind) throws Exception {
        TestDatabase database = open(kind);
        new Migrator(database.sharedNode(), kind, Migration.all(kind).subList(0, 4)).migrate();
        database.run(
                "INSERT INTO orgauth_client (organization_id, client_id, display_name, roles, secrets, enabled, version)"
                        + " VALUES ('org_acme', 'app_loader', 'loader', '[\"member\"]', '[]', true, 3)");
        database.run("INSERT INTO orgauth_policy VALUES ('org_acme', 'policy', true, 'PT1H', 'PT12H', 'PT720H', 2)");
        Stores stores = JdbcStores.on(database.node());
        ClientApplication client = stores.clients().byId("app_loader").orElseThrow();
        assertEquals(ClientMetadata.service(), client.metadata());
        assertEquals(Set.of(Role.MEMBER), client.roles());
        OrganizationPolicy policy = stores.policies()
                .find(OrganizationId.of("org_acme"), OrganizationPolicy.KEY)
                .orElseThrow();
        assertTrue(policy.passwords());
        assertFalse(policy.deviceCodes());
    }

    @ParameterizedTest
    @EnumSource
    void on_newerSchema_isRefused(Database kind) {
        TestDatabase database = migrated(kind);
        int next = Migration.all(kind).size() + 1;
        database.run("INSERT INTO orgauth_schema (version, title, checksum, finished) VALUES (" + next + ", 'V" + next
                + "__later', 'x', true)");
        assertRefused(database, "the schema is at version " + next + " and this library knows " + (next - 1));
    }

    @ParameterizedTest
    @EnumSource
    void on_halfAppliedMigration_isRefused(Database kind) {
        TestDatabase database = migrated(kind);
        database.run("UPDATE orgauth_schema SET finished = false WHERE version = 2");
        assertRefused(database, "migration V2__identity was interrupted half-way: restore the backup");
    }

    @ParameterizedTest
    @EnumSource
    void on_otherTextOfAMigration_isRefused(Database kind) {
        TestDatabase database = migrated(kind);
        database.run("UPDATE orgauth_schema SET checksum = 'x' WHERE version = 1");
        assertRefused(database, "the schema was made by another text of migration V1__keys");
    }

    @ParameterizedTest
    @EnumSource
    void migrate_failsInTheMiddle_saysSoAtTheNextStart(Database kind) throws Exception {
        TestDatabase database = migrated(kind);
        List<Migration> known = new ArrayList<>(Migration.all(kind));
        known.add(new Migration(known.size() + 1, "broken", "CREATE TABLE orgauth_x (a integer);\nCREATE NONSENSE;\n"));
        Migrator migrator = new Migrator(database.sharedNode(), kind, known);
        assertThrows(SQLException.class, migrator::migrate);
        boolean left = database.tables().contains("orgauth_x");
        if (kind == Database.POSTGRESQL) {
            assertFalse(left);
            assertEquals(known.size() - 1, database.rows(SCHEMA).size());
        } else {
            assertTrue(left);
            assertThrows(IllegalStateException.class, migrator::migrate);
        }
    }

    @ParameterizedTest
    @EnumSource
    void on_otherIsolation_isRefused(Database kind) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(open(kind).url());
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertSentence("READ COMMITTED", pool);
        }
    }

    @Test
    void on_h2WithADelayInItsUrl_isRefused() {
        TestDatabase database = open(Database.H2);
        assertSentence("remove WRITE_DELAY from the JDBC URL", database.node(";WRITE_DELAY=200"));
        assertEquals(List.of(), database.tables());
    }

    @Test
    void on_h2_setsNoDelay() {
        TestDatabase database = migrated(Database.H2);
        String setting =
                "SELECT DISTINCT setting_value FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'";
        assertEquals(List.of(List.of("0")), database.rows(setting));
    }

    @Test
    void on_h2ThatIsReadOnly_isRefused() {
        TestDatabase database = migrated(Database.H2);
        ((HikariDataSource) database.sharedNode()).close();
        assertSentence("the database is read-only", database.node(";ACCESS_MODE_DATA=r"));
    }

    @Test
    void on_h2WithAWrongPassword_isRefused() {
        TestDatabase database = migrated(Database.H2);
        assertSentence("refuses the data source's user or password", database.node(";USER=SA;PASSWORD=wrong"));
    }

    @Test
    void on_h2WithoutAdminRights_isRefused() {
        TestDatabase database = migrated(Database.H2);
        database.run("CREATE USER guest PASSWORD 'guest'");
        assertSentence("lacks rights", database.node(";USER=GUEST;PASSWORD=guest"));
    }

    @Test
    void on_postgresThatIsReadOnly_isRefused() {
        TestDatabase database = open(Database.POSTGRESQL);
        assertSentence("the database is read-only", database.node("&options=-c%20default_transaction_read_only=on"));
        assertEquals(List.of(), database.tables());
    }

    @Test
    void on_postgresWithoutRights_isRefused() {
        TestDatabase database = open(Database.POSTGRESQL);
        String role = "r" + database.schema();
        String asRole = "&options=-c%20role=" + role;
        database.run("CREATE ROLE " + role);
        database.run("GRANT USAGE ON SCHEMA " + database.schema() + " TO " + role);
        assertSentence("lacks rights in its schema", database.node(asRole));

        JdbcStores.on(database.sharedNode());
        String all = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ";
        database.run(all + database.schema() + " TO " + role);
        assertTrue(JdbcStores.on(database.node(asRole)).durable(), "a node that finds all in place needs no more");

        database.run("REVOKE UPDATE ON orgauth_user FROM " + role);
        assertSentence("lacks rights on table orgauth_user", database.node(asRole));
        database.run("DROP OWNED BY " + role);
        database.run("DROP ROLE " + role);
    }

    @Test
    void on_schemaThatIsNotThere_isRefused() {
        TestDatabase database = open(Database.POSTGRESQL);
        assertSentence("schema does not exist", database.node("&currentSchema=nowhere"));
    }

    @Test
    void on_serverThatIsNotThere_isRefused() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:9/orgauth");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertSentence("check that it runs", pool);
        }
    }

    @Test
    void statements_commentsAreDropped() {
        Migration migration =
                new Migration(1, "x", "-- a; b\nCREATE TABLE a (\n  -- why\n  b integer\n);\nDROP TABLE a;");
        assertEquals(List.of("CREATE TABLE a (\n  b integer\n)", "DROP TABLE a"), migration.statements());
    }

    @Test
    void checksum_lineEndsDoNotCount() {
        assertEquals(new Migration(1, "x", "a;\r\nb;\r\n").checksum(), new Migration(1, "x", "a;\nb;\n").checksum());
        assertFalse(new Migration(1, "x", "a;").checksum().equals(new Migration(1, "x", "b;").checksum()));
    }

    private TestDatabase migrated(Database kind) {
        TestDatabase database = open(kind);
        JdbcStores.on(database.sharedNode());
        return database;
    }

    private static void assertRefused(TestDatabase database, String sentence) {
        List<List<String>> schema = database.rows(SCHEMA);
        List<String> tables = database.tables();
        assertSentence(sentence, database.node());
        assertEquals(schema, database.rows(SCHEMA));
        assertEquals(tables, database.tables());
    }

    private static void assertSentence(String part, DataSource source) {
        String message = assertThrows(IllegalStateException.class, () -> JdbcStores.on(source))
                .getMessage();
        assertTrue(message.contains(part), message);
        assertFalse(message.contains("\n") || message.contains(". "), message);
    }
}
