package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsFileTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void clients_ofTheFile_getTokens() throws IOException {
        Path file = write(good());
        try (RunningExample example = Examples.whole(new TestTime().time(), "--clients", file.toString())) {
            Web web = Web.plain();
            String token = web.token(example.issuer(), new DemoClient("reports", SECRET, Role.VIEWER));

            JsonObject caller = web.get(example.dataPlane() + "/whoami", token).json();

            assertEquals("reports", caller.string("subject").orElseThrow());
            assertEquals(List.of("dataset:read"), caller.strings("permissions").orElseThrow());
        }
    }

    /** The good client with one member changed, or removed where there is no value. */
    @ParameterizedTest
    @CsvSource({
        "client_id, usr_1, has a client_id",
        "client_id, org_1, has a client_id",
        "client_id, a:b, has a client_id",
        "client_id, , has a client without \"client_id\"",
        "client_secret, short, has a client_secret",
        "client_secret, , has a client without \"client_secret\"",
        "organization, initech.example, names an unknown organization",
        "organization, , has a client without \"organization\"",
        "roles, owner, has \"roles\"",
        "roles, , has \"roles\"",
        "token_endpoint_auth_method, none, has a token_endpoint_auth_method",
        "token_endpoint_auth_method, private_key_jwt, has a token_endpoint_auth_method",
        "redirect_uris, https://app.example, has unknown members",
    })
    void client_oneFault_isOneSentence(String member, String value, String sentence) throws IOException {
        Map<String, Object> client = good();
        client.remove(member);
        if (value != null) {
            client.put(member, member.equals("roles") ? List.of(value) : value);
        }
        assertRefused(write(client), sentence);
    }

    @Test
    void file_twoClientsOfOneId_isRefused() throws IOException {
        Path file = write(List.of(good(), good()));

        String message = String.valueOf(assertThrows(
                        StartException.class, () -> Examples.whole(new TestTime().time(), "--clients", file.toString()))
                .getMessage());

        assertEquals("client reports is registered twice, rename one", message);
    }

    @ParameterizedTest
    @CsvSource({"'', is not as expected", "[], is not as expected", "{}, has no array"})
    void file_otherShape_isOneSentence(String content, String sentence) throws IOException {
        assertRefused(Files.writeString(directory.resolve("clients.json"), content), sentence);
    }

    @Test
    void file_missing_isOneSentence() {
        assertRefused(directory.resolve("nothing.json"), "can't be read");
    }

    private static void assertRefused(Path file, String sentence) {
        String message = String.valueOf(
                assertThrows(StartException.class, () -> read(file)).getMessage());
        assertTrue(message.startsWith("--clients " + file + " " + sentence), message);
        assertTrue(!message.contains(SECRET), message);
    }

    private static List<RegisteredClient> read(Path file) {
        return ClientsFile.read(file, DemoOrganizations.open(Optional.empty()));
    }

    private static Map<String, Object> good() {
        return new LinkedHashMap<>(Map.of(
                "client_id", "reports",
                "client_secret", SECRET,
                "organization", "acme.example",
                "roles", List.of("viewer"),
                "token_endpoint_auth_method", "client_secret_post"));
    }

    private Path write(Map<String, Object> client) throws IOException {
        return write(List.of(client));
    }

    private Path write(List<Map<String, Object>> clients) throws IOException {
        JsonObject document = JsonObject.builder()
                .put("clients", (JsonArray) JsonValue.of(clients))
                .build();
        return Files.write(directory.resolve("clients.json"), Json.write(document));
    }
}
