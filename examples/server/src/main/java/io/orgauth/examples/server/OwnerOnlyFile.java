package io.orgauth.examples.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files with secrets in them. */
final class OwnerOnlyFile {
    private OwnerOnlyFile() {}

    /** By one rename, so that a script which waits for the file never reads half of it. */
    static void write(Path file, byte[] content) {
        Path target = file.toAbsolutePath();
        try {
            // Such temporary files are made readable for their owner only.
            Path whole = Files.createTempFile(target.getParent(), target.getFileName() + "-", ".tmp");
            try {
                Files.write(whole, content);
                Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new StartException(file + " can't be written: " + e, e);
        }
    }
}
