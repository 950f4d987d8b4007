package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.testing.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * OAuth and OpenID clients of npm, with the signature checks that they leave out unless told, sign people of the example in through
 * the real pages and try every grant, by http and by https. They are installed by {@code npm ci} in {@code src/test/npm}, as
 * {@code .ci/run} does; each script's own cases are named in what it prints.
 */
class NpmPeersTest {
    private static final Path SCRIPTS = Path.of("src", "test", "npm");
    private static final String PASSWORD = "changeit";
    private static final List<RunningExample> EXAMPLES = new ArrayList<>();

    @TempDir
    static Path directory;

    @BeforeAll
    static void start() throws Exception {
        if (!Files.isDirectory(SCRIPTS.resolve("node_modules"))) {
            throw Requirement.absent("no OAuth clients: run npm ci in examples/server/src/test/npm");
        }
        Path keystore = TestKeystore.make(directory, PASSWORD);
        writeCertificate(keystore);
        start("http");
        start("https", "--tls-keystore", keystore.toString(), "--tls-password", PASSWORD);
    }

    private static void start(String scheme, String... more) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(scheme));
        Path clients = PeerClients.write(folder, "https://page.example/");
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--clients", clients.toString()));
        arguments.addAll(List.of("--demo-file", folder.resolve("demo.json").toString()));
        EXAMPLES.add(Examples.whole(Time.ofSystem(), arguments.toArray(String[]::new)));
    }

    @AfterAll
    static void stop() {
        EXAMPLES.forEach(RunningExample::close);
    }

    private static void writeCertificate(Path keystore) throws Exception {
        KeyStore keys = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getCertificate("example").getEncoded());
        Files.writeString(
                directory.resolve("certificate.pem"),
                "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }

    @ParameterizedTest
    @CsvSource({
        "http, openid-client",
        "http, oauth4webapi",
        "http, jose",
        "https, openid-client",
        "https, oauth4webapi",
        "https, jose"
    })
    void peer_byItsOwnReadingOfTheRfcs_agreesWithUs(String scheme, String peer) throws Exception {
        Path printed = directory.resolve(scheme + "-" + peer + ".txt");
        ProcessBuilder node = new ProcessBuilder("node", "--test-reporter=tap", peer + ".mjs")
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        node.environment()
                .putAll(Map.of(
                        "PEERS", directory.resolve(scheme).toString(),
                        "NODE_EXTRA_CA_CERTS",
                                directory.resolve("certificate.pem").toString()));

        int exit = node.start().waitFor();

        String output = Files.readString(printed, StandardCharsets.UTF_8);
        assertEquals(0, exit, output);
        assertTrue(output.contains("\n# fail 0\n") && !output.contains("\n# pass 0\n"), output);
    }
}
