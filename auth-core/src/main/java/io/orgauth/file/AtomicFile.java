package io.orgauth.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * One small file that readers see whole: the old content or the new, never a part, also after a crash or a power cut.
 *
 * <p>Writing goes to a temporary file in the same directory, to the disk, and then by one rename into place. Immutable and
 * thread-safe; of two writers at once, one is last.
 */
public final class AtomicFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    private final Path path;
    private final Set<PosixFilePermission> permissions;

    private AtomicFile(Path path, Set<PosixFilePermission> permissions) {
        this.path = path.toAbsolutePath();
        this.permissions = permissions;
    }

    /**
     * A file that only its owner may read.
     *
     * @param path where
     * @return the file, which need not exist
     */
    public static AtomicFile secret(Path path) {
        return new AtomicFile(path, OWNER_ONLY);
    }

    /**
     * A file that everyone may read, for example a web server.
     *
     * @param path where
     * @return the file, which need not exist
     */
    public static AtomicFile readable(Path path) {
        return new AtomicFile(path, READABLE);
    }

    /**
     * The whole content.
     *
     * @param maxBytes more than this is refused
     * @return the bytes, or empty if there is no such file
     * @throws IOException if it can't be read or is too large
     */
    public Optional<byte[]> read(int maxBytes) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            if (file.size() > maxBytes) {
                throw new IOException(path + " has " + file.size() + " bytes, more than " + maxBytes);
            }
            ByteBuffer content = ByteBuffer.allocate((int) file.size());
            int read = 0;
            while (content.hasRemaining() && read >= 0) {
                read = file.read(content);
            }
            return Optional.of(content.array());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Puts this content in place of what is there, if anything.
     *
     * @param content the whole new content
     * @throws IOException if it can't be written; the old content is then still there
     */
    public void replace(byte[] content) throws IOException {
        Path written = writtenAside(content);
        try {
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
        forceDirectory();
    }

    /**
     * Makes the file, unless it is there.
     *
     * @param content its whole content
     * @throws FileAlreadyExistsException if it is there; it is then untouched
     * @throws IOException if it can't be written
     */
    public void create(byte[] content) throws IOException {
        Path written = writtenAside(content);
        try {
            // A rename would overwrite what another process made in between; a link fails.
            Files.createLink(path, written);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(written, path); // a file system without links; here too an existing file is refused
        } finally {
            Files.deleteIfExists(written);
        }
        forceDirectory();
    }

    /**
     * Whether others than the owner may read or write the file.
     *
     * @return true if they may; false where the file system knows no such permissions
     * @throws IOException if that can't be read
     */
    public boolean isOpenToOthers() throws IOException {
        return hasPosixPermissions(path)
                && !OWNER_ONLY.containsAll(withoutExecute(Files.getPosixFilePermissions(path)));
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private Path writtenAside(byte[] content) throws IOException {
        Path written = Files.createTempFile(directory(), "." + path.getFileName(), ".tmp");
        try (FileChannel file = FileChannel.open(written, StandardOpenOption.WRITE)) {
            restrict(written);
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
            return written;
        } catch (IOException e) {
            Files.deleteIfExists(written);
            throw e;
        }
    }

    private void restrict(Path written) throws IOException {
        if (hasPosixPermissions(written)) {
            Files.setPosixFilePermissions(written, permissions);
        }
    }

    /** The rename itself must reach the disk too; where directories can't be opened, the system sees to it. */
    private void forceDirectory() throws IOException {
        if (hasPosixPermissions(directory())) {
            try (FileChannel directory = FileChannel.open(directory(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private static boolean hasPosixPermissions(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }

    private Path directory() throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException(path + " is no file");
        }
        return parent;
    }

    private static Set<PosixFilePermission> withoutExecute(Set<PosixFilePermission> permissions) {
        permissions.remove(PosixFilePermission.OWNER_EXECUTE);
        return permissions;
    }
}
