package io.orgauth;

import io.orgauth.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of sealing keys, one a line: {@code orgauth-sealing-key 1 <id> <key>}; lines that begin with {@code #} are
 * comments. No message ever holds a line.
 */
final class SealingKeyFile {
    private static final int MAX_BYTES = 65_536;
    private static final Pattern LINE = Pattern.compile("orgauth-sealing-key 1 ([0-9a-f]{16}) ([A-Za-z0-9_-]{43})");
    private static final String HEADING = """
            # OrgAuth sealing keys: the first one seals, every one unseals.
            # Secret. Keep a copy apart from the database: without it, what is sealed is lost.
            """;

    private final AtomicFile file;

    private SealingKeyFile(AtomicFile file) {
        this.file = file;
    }

    static SealingKeyFile at(Path path) {
        return new SealingKeyFile(AtomicFile.secret(path));
    }

    List<SealingKeyRing.Key> keys() {
        List<SealingKeyRing.Key> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (String line : content().lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                SealingKeyRing.Key key = key(line, number);
                require(ids.add(key.id()), "has the key of line " + number + " twice, delete one");
                keys.add(key);
            }
        }
        require(!keys.isEmpty(), "holds no key, restore it or create another with SealingKey.create(path)");
        return keys;
    }

    void create(SecureRandom random) {
        try {
            file.create(text(List.of(SealingKeyRing.Key.random(random))));
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    "sealing key file " + file + " exists, use it with SealingKey.file(path) or name another", e);
        } catch (IOException e) {
            throw unusable("can't be written", e);
        }
    }

    void rotate(SecureRandom random) {
        List<SealingKeyRing.Key> keys = new ArrayList<>(keys());
        keys.add(0, SealingKeyRing.Key.random(random));
        try {
            file.replace(text(keys));
        } catch (IOException e) {
            throw unusable("can't be written", e);
        }
    }

    private String content() {
        try {
            byte[] bytes = file.read(MAX_BYTES)
                    .orElseThrow(() -> new IllegalArgumentException("sealing key file " + file
                            + " does not exist, create it once with SealingKey.create(path)"));
            require(!file.isOpenToOthers(), "is open to other users than its owner, run chmod 600 on it");
            return new String(bytes, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw unusable("can't be read", e);
        }
    }

    private SealingKeyRing.Key key(String line, int number) {
        Matcher parts = LINE.matcher(line);
        require(parts.matches(), "has no key in line " + number + ", restore it from its copy");
        SealingKeyRing.Key key = SealingKeyRing.Key.of(Base64.getUrlDecoder().decode(parts.group(2)));
        require(key.hasId(parts.group(1)), "has a damaged key in line " + number + ", restore it from its copy");
        return key;
    }

    private void require(boolean good, String problem) {
        if (!good) {
            throw new IllegalArgumentException("sealing key file " + file + " " + problem);
        }
    }

    private IllegalArgumentException unusable(String problem, IOException cause) {
        return new IllegalArgumentException(
                "sealing key file " + file + " " + problem + ", check path and rights", cause);
    }

    private static byte[] text(List<SealingKeyRing.Key> keys) {
        StringBuilder text = new StringBuilder(HEADING);
        for (SealingKeyRing.Key key : keys) {
            String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(key.bytes());
            text.append("orgauth-sealing-key 1 ")
                    .append(key.id())
                    .append(' ')
                    .append(encoded)
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
