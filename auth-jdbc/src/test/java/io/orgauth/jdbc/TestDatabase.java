package io.orgauth.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** An empty database, and pools on it, each of which stands for a node. */
final class TestDatabase implements AutoCloseable {
    private final String url;
    private final Runnable drop;
    private final Deque<HikariDataSource> pools = new ArrayDeque<>();

    private TestDatabase(String url, Runnable drop) {
        this.url = url;
        this.drop = drop;
    }

    /** H2 in a folder. */
    static TestDatabase h2(Path folder) {
        return new TestDatabase("jdbc:h2:file:" + folder.resolve("orgauth").toAbsolutePath(), () -> {});
    }

    /** A schema of its own in PostgreSQL. */
    static TestDatabase postgres() {
        String schema = "t" + UUID.randomUUID().toString().replace("-", "");
        String server = Postgres.url();
        onServer(server, "CREATE SCHEMA " + schema);
        String url = server + (server.contains("?") ? "&" : "?") + "currentSchema=" + schema;
        return new TestDatabase(url, () -> onServer(server, "DROP SCHEMA " + schema + " CASCADE"));
    }

    String url() {
        return url;
    }

    DataSource node() {
        return node("");
    }

    /** A node whose URL says more. */
    DataSource node(String more) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url + more);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        HikariDataSource pool = new HikariDataSource(config);
        pools.push(pool);
        return pool;
    }

    void run(String statement) {
        try (Connection connection = sharedNode().getConnection();
                Statement plain = connection.createStatement()) {
            plain.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All rows of a query, each column as text. */
    List<List<String>> rows(String query) {
        try (Connection connection = sharedNode().getConnection();
                Statement plain = connection.createStatement();
                ResultSet row = plain.executeQuery(query)) {
            List<List<String>> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                rows.add(columns);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The library's tables, in lower case. */
    List<String> tables() {
        String query = "SELECT lower(table_name) FROM information_schema.tables WHERE lower(table_name) LIKE 'orgauth%'"
                + " AND table_schema = '" + schema() + "' ORDER BY 1";
        return rows(query).stream().map(row -> row.get(0)).toList();
    }

    /** Every row of every table, one a line. */
    String dump() {
        StringBuilder dump = new StringBuilder();
        for (String table : tables()) {
            rows("SELECT * FROM " + table).forEach(row -> dump.append(row).append('\n'));
        }
        return dump.toString();
    }

    /** Takes every row out but those about the schema. */
    void empty() {
        for (String table : tables()) {
            if (!table.startsWith("orgauth_schema")) {
                run("DELETE FROM " + table);
            }
        }
    }

    String schema() {
        try (Connection connection = sharedNode().getConnection()) {
            return connection.getSchema();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The pool that was made first. */
    DataSource sharedNode() {
        return pools.isEmpty() ? node() : pools.getLast();
    }

    private static void onServer(String server, String statement) {
        try (Connection connection = DriverManager.getConnection(server);
                Statement plain = connection.createStatement()) {
            plain.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
        drop.run();
    }
}
