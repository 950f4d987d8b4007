package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run, with everything that can be tried at it, leaves no secret in the log at its most talkative, the audit or the database. */
class SecretsTest {
    private static final Web WEB = Web.plain();
    private static final Pattern LINK = Pattern.compile("\\?token=(\\S+)");

    private final List<String> secrets = new ArrayList<>();
    private final StringBuilder audit = new StringBuilder();

    @TempDir
    Path directory;

    @Test
    void logAndDatabase_ofAWholeRun_holdNoSecret() throws Exception {
        Path log = directory.resolve("log.txt");
        Path demo = directory.resolve("demo.json");
        Path data = directory.resolve("data");
        List<String> talkative = List.of("-Dorg.slf4j.simpleLogger.log.io.orgauth=trace");
        try (ExampleProcess process = ExampleProcess.start(
                log,
                talkative,
                "--port",
                "0",
                "--data-plane-port",
                "0",
                "--data",
                data.toString(),
                "--demo-file",
                demo.toString())) {
            process.ready();
            run(Json.parseObject(Files.readAllBytes(demo)));
            LINK.matcher(process.stop()).results().forEach(link -> secrets.add(link.group(1)));
        }

        String logged = Files.readString(log);
        String stored = Files.readString(data.resolve("control-plane/orgauth.mv.db"), StandardCharsets.ISO_8859_1);
        assertTrue(logged.contains("refused"), "the log was not talkative: " + logged);
        assertTrue(stored.contains("admin@acme.example"), "the database can't be searched like this");
        String written = logged + audit + stored;
        assertTrue(secrets.size() > 40, "of " + secrets.size() + " secrets");
        for (int i = 0; i < secrets.size(); i++) {
            assertFalse(written.contains(secrets.get(i)), "secret number " + i);
        }
    }

    private void run(JsonObject demo) throws IOException {
        String issuer = demo.string("issuer").orElseThrow();
        String dataPlane = demo.string("dataPlane").orElseThrow();
        for (JsonObject json : demo.array("organizations").orElseThrow().objects()) {
            DemoOrganization organization = DemoOrganization.of(json);
            organization.clients().forEach(client -> asClient(issuer, dataPlane, client));
            organization.users().forEach(user -> asUser(issuer, dataPlane, user));
            asAdmin(issuer, organization);
        }
    }

    private void asClient(String issuer, String dataPlane, DemoClient client) {
        secrets.add(client.secret());
        secrets.add(Web.basic(client.id(), client.secret()).substring("Basic ".length()));
        String wrong = keep("wrong-" + client.secret());
        WEB.askToken(issuer, new DemoClient(client.id(), wrong, client.role()), Map.of());
        tryOut(dataPlane, WEB.token(issuer, client));
    }

    private void asUser(String issuer, String dataPlane, DemoUser user) {
        secrets.add(user.password());
        String wrong = keep("wrong-" + user.password());
        WEB.askToken(issuer, new DemoUser(user.email(), wrong, user.role()), Map.of());
        WEB.askToken(issuer, new DemoUser(wrong, user.password(), user.role()), Map.of());
        tryOut(dataPlane, WEB.token(issuer, user));
    }

    /** As it is, and damaged. */
    private void tryOut(String dataPlane, String token) {
        secrets.add(token.substring(token.lastIndexOf('.') + 1));
        String damaged = keep(token + "A");
        WEB.get(dataPlane + "/whoami", token);
        WEB.get(dataPlane + "/whoami", damaged);
        WEB.get(dataPlane + "/whoami?access_token=" + token);
    }

    private void asAdmin(String issuer, DemoOrganization organization) {
        String api = issuer + "/api/organizations/" + organization.id();
        String token = keep(WEB.token(issuer, organization.user(Role.ADMIN)));
        WEB.get(api + "/members", token + "A");
        WEB.postJson(api + "/invitations", token, "{\"email\": \"new@partner.example\", \"roles\": [\"viewer\"]}");
        WEB.postJson(api + "/roles", token, "{\"key\": \"curator\", \"permissions\": [\"dataset:read\"]}");
        JsonObject client = WEB.postJson(api + "/clients", token, "{\"name\": \"Report\", \"roles\": [\"viewer\"]}")
                .json();
        keep(client.string("client_secret").orElseThrow());
        String secrets = api + "/clients/" + client.string("client_id").orElseThrow() + "/secrets";
        keep(WEB.postJson(secrets, token, "{\"overlap_seconds\": 60}")
                .json()
                .string("client_secret")
                .orElseThrow());
        audit.append(WEB.get(api + "/audit?limit=500", token).text());
    }

    private String keep(String secret) {
        secrets.add(secret);
        return secret;
    }
}
