package io.orgauth.jdbc;

import io.orgauth.testing.Requirement;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL in a folder that can be killed, and comes back on the same port with what it had written. */
final class KillablePostgres implements AutoCloseable {
    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;

    KillablePostgres(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        try {
            this.server = start();
        } catch (IOException | RuntimeException e) {
            throw Requirement.absent("no PostgreSQL: " + e);
        }
    }

    /** What the tests' server does without: a commit is answered when it is written. */
    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** {@code kill -9} of the server and of each of its processes. */
    void kill() throws IOException {
        long id = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).get(0));
        ProcessHandle postmaster = ProcessHandle.of(id).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** Starts what was killed. */
    void restart() throws IOException {
        close();
        server = start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
