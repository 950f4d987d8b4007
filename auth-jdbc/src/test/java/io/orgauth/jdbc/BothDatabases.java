package io.orgauth.jdbc;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests that run on H2 and on PostgreSQL: each test has a database of its own. */
abstract class BothDatabases {
    @TempDir
    Path folder;

    private final Deque<TestDatabase> open = new ArrayDeque<>();

    final TestDatabase open(Database kind) {
        TestDatabase database = kind == Database.H2 ? TestDatabase.h2(folder) : TestDatabase.postgres();
        open.push(database);
        return database;
    }

    @AfterEach
    final void close() {
        open.forEach(TestDatabase::close);
    }
}
