package io.orgauth.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Something outside the project that a test can't do without: a folder of vectors, a browser, another tool.
 *
 * <p>Where it is absent the test is skipped with one line that says so, unless {@code ORGAUTH_REQUIRE_ALL=true} stands
 * in the environment (as it does in CI): then the absence is a failure, so that nothing is skipped unnoticed.
 */
public final class Requirement {
    private static final boolean ALL_REQUIRED = Boolean.parseBoolean(System.getenv("ORGAUTH_REQUIRE_ALL"));

    private Requirement() {}

    /** The folder {@code name} of the vectors that {@code -Dorgauth.vectors} points at. */
    public static Path vectors(String name) {
        String root = System.getProperty("orgauth.vectors", "");
        if (root.isEmpty()) {
            throw absent("no vectors: give -Dorgauth.vectors=FOLDER to run the " + name + " corpus", ALL_REQUIRED);
        }
        return directory(Path.of(root, name), ALL_REQUIRED);
    }

    /** A file that another part of the project provides. */
    public static Path file(Path file) {
        if (!Files.isRegularFile(file)) {
            throw absent("no file " + file, ALL_REQUIRED);
        }
        return file;
    }

    /** Ends the test for want of what the text names. Never returns; {@code throw} it. */
    public static RuntimeException absent(String what) {
        return absent(what, ALL_REQUIRED);
    }

    static Path directory(Path directory, boolean allRequired) {
        if (!Files.isDirectory(directory)) {
            throw absent("no folder " + directory, allRequired);
        }
        return directory;
    }

    /** Ends the test: as skipped, or as failed where everything is required. Never returns; {@code throw} it. */
    static RuntimeException absent(String what, boolean allRequired) {
        if (allRequired) {
            throw new AssertionError(what + " (ORGAUTH_REQUIRE_ALL=true makes this a failure)");
        }
        System.out.println("skipped: " + what);
        return abort(what);
    }

    /** Whether the long counts are asked for ({@code -Pfull}). */
    public static boolean fullRun() {
        return Boolean.getBoolean("orgauth.full");
    }
}
