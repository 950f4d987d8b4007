package io.orgauth.jdbc;

import io.orgauth.testing.Requirement;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** The PostgreSQL of the tests: one a JVM, or the one that {@code ORGAUTH_TEST_JDBC_URL} names, whose user may make schemas. */
final class Postgres {
    private static final Server SERVER = start();

    private record Server(String url, String problem) {}

    private Postgres() {}

    static String url() {
        if (SERVER.url().isEmpty()) {
            throw Requirement.absent("no PostgreSQL: " + SERVER.problem());
        }
        return SERVER.url();
    }

    private static Server start() {
        String given = System.getenv("ORGAUTH_TEST_JDBC_URL");
        if (given != null && !given.isEmpty()) {
            return new Server(given, "");
        }
        try {
            return new Server(EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres"), "");
        } catch (IOException | RuntimeException e) {
            return new Server("", e.toString());
        }
    }
}
