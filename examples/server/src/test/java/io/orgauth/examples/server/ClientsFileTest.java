package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --clients FILE}. */
class ClientsFileTest {
    private static final String SECRET = "a-secret-of-32-random-characters";
    private static final String SHOP = """
            {"client_id": "app_shop", "client_name": "Shop", "client_secret": "%s", "response_types": ["code"],
             "redirect_uris": ["https://shop.example/callback"], "grant_types": ["authorization_code", "refresh_token"]}""".formatted(SECRET);
    private static final String PAGE = """
            {"client_id": "app_page", "token_endpoint_auth_method": "none",
             "redirect_uris": ["https://page.example/"], "allowed_origins": ["https://page.example"]}""";

    @TempDir
    Path directory;

    @Test
    void read_clientsOfEachKind_areThose() throws IOException {
        List<StaticClient> clients = ClientsFile.read(file("[" + SHOP + "," + PAGE + "]"));

        assertEquals(2, clients.size());
        assertEquals(Set.of("https://page.example"), clients.get(1).origins());
        assertFalse(clients.get(0).toString().contains(SECRET));
    }

    @Test
    void read_emptyArray_isNoClient() throws IOException {
        assertEquals(List.of(), ClientsFile.read(file("[]")));
    }

    /** One mistake a row, and what its sentence says after the name of the file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | must be a JSON array of clients",
                "[1] | must be a JSON array of clients, but",
                "[ | must be a JSON array of clients, but",
                "[{}] | client 1: has no client_id",
                "[{'client_id': 1}] | client 1: ",
                "[{'client_id': 'a', 'redirect_uris': 'https://a.example/'}] | client 1: ",
                "[{'client_id': 'a'}] | client 1: redirect URIs and the grant authorization_code go together",
                "[{'client_id': 'a', 'redirect_uris': ['http://a.example/']}] | client 1: a redirect URI must be https",
                "[{'client_id': 'a', 'redirect_uris': ['https://*.example/']}] | client 1: a redirect URI must be https",
                "[{'client_id': 'a', 'redirect_uris': ['https://a.example/']}] | client 1: proves itself by a secret: add client_secret",
                "[{'client_id': 'a', 'grant_types': ['implicit']}] | client 1: grant_types names an unknown grant",
                "[{'client_id': 'a', 'token_endpoint_auth_method': 'client_secret_jwt'}] | client 1: token_endpoint_auth_method must be",
                "[{'client_id': 'a', 'redirect_uris': ['https://a.example/'], 'token_endpoint_auth_method': 'private_key_jwt'}] | client 1: a JWK Set belongs to",
            })
    void read_oneMistake_isOneSentence(String json, String sentence) throws IOException {
        Path file = file(json.replace('\'', '"'));

        String message = String.valueOf(
                assertThrows(StartException.class, () -> ClientsFile.read(file)).getMessage());

        assertTrue(message.startsWith("--clients " + file + ": " + sentence), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void read_absentFile_isOneSentence() {
        Path absent = directory.resolve("absent.json");

        String message = String.valueOf(assertThrows(StartException.class, () -> ClientsFile.read(absent))
                .getMessage());

        assertTrue(message.startsWith("--clients " + absent + ": can't be read: "), message);
    }

    /** What the library itself refuses. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app_demo | none | client app_demo is configured twice",
                "usr_shop | none | client id must be 1 to 255 visible ASCII characters and not begin with usr_ or org_",
                "app_shop | short | the secret of client app_shop must have at least 20 random characters",
            })
    void start_clientThatCantBe_isOneSentence(String id, String secret, String sentence) throws IOException {
        String proof = secret.equals("none")
                ? "\"token_endpoint_auth_method\": \"none\""
                : "\"client_secret\": \"" + secret + "\"";
        Path file =
                file("[{\"client_id\": \"%s\", \"redirect_uris\": [\"https://a.example/\"], %s}]".formatted(id, proof));

        String message = String.valueOf(assertThrows(
                        StartException.class, () -> Examples.whole(new TestTime().time(), "--clients", file.toString()))
                .getMessage());

        assertEquals("the control plane can't be used: " + sentence, message);
    }

    @Test
    void start_withClients_knowsThemAndLetsTheirPagesCall() throws IOException {
        Path file = file("[" + SHOP + "," + PAGE + "]");
        try (RunningExample example = RunningExample.start(
                Options.parse(
                        List.of("--port", "0", "--data-plane-port", "0"), Map.of("ORGAUTH_CLIENTS", file.toString())),
                new TestTime().time())) {
            Web web = Web.plain();
            String query = "?response_type=code&code_challenge_method=S256&code_challenge=" + "a".repeat(43);
            String authorize = web.metadata(example.issuer(), "authorization_endpoint") + query;

            assertEquals(
                    303,
                    web.get(authorize + "&client_id=app_shop&redirect_uri=https://shop.example/callback")
                            .status());
            assertEquals(
                    400,
                    web.get(authorize + "&client_id=app_shop&redirect_uri=https://shop.example/other")
                            .status());
            assertEquals("https://page.example", allowed(web, example, "https://page.example"));
            assertEquals("", allowed(web, example, "https://other.example"));
        }
    }

    private static String allowed(Web web, RunningExample example, String origin) {
        return web.send(HttpRequest.newBuilder(URI.create(example.dataPlane() + "/whoami"))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "GET")
                        .header("Access-Control-Request-Headers", "authorization"))
                .header("Access-Control-Allow-Origin");
    }

    private Path file(String json) throws IOException {
        return Files.writeString(directory.resolve("clients.json"), json);
    }
}
