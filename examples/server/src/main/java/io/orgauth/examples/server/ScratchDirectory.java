package io.orgauth.examples.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory that only its owner reads, and that ends with the example. */
final class ScratchDirectory implements AutoCloseable {
    private final Path path;

    ScratchDirectory() {
        try {
            this.path = Files.createTempDirectory("orgauth-example-");
        } catch (IOException e) {
            throw new StartException("no temporary directory can be made: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(path)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(path);
    }
}
