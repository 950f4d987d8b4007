package io.orgauth.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One step of the schema, as a file of SQL in the jar. A file that was released is never changed: the next step is the next file.
 *
 * @param version 1 for the first, one more for each
 * @param name what stands behind the version in the file's name
 * @param text the file
 */
record Migration(int version, String name, String text) {
    /** In their order. Where the databases differ there is a file for each, named by the database. */
    private static final List<String> NAMES = List.of("keys", "identity", "api_keys", "sign_in", "oauth");

    static List<Migration> all(Database database) {
        return IntStream.rangeClosed(1, NAMES.size())
                .mapToObj(version -> read(version, NAMES.get(version - 1), database))
                .toList();
    }

    /** What the schema table calls it. */
    String title() {
        return "V" + version + "__" + name;
    }

    /** The statements, which end with a semicolon at the end of a line. */
    List<String> statements() {
        String withoutComments = text.lines()
                .filter(line -> !line.stripLeading().startsWith("--"))
                .collect(Collectors.joining("\n"));
        return Arrays.stream(withoutComments.split(";\\n|;$"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** SHA-256 of the file, whatever its line ends. */
    String checksum() {
        try {
            String lines = text.lines().collect(Collectors.joining("\n"));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Migration read(int version, String name, Database database) {
        String title = "V" + version + "__" + name;
        for (String file : List.of(title + "." + database.fileName() + ".sql", title + ".sql")) {
            try (InputStream content = Migration.class.getResourceAsStream(file)) {
                if (content != null) {
                    return new Migration(version, name, new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new IllegalStateException("the library's jar can't be read", e);
            }
        }
        throw new IllegalStateException("the library's jar lacks " + title + ".sql: repackage it with its resources");
    }
}
