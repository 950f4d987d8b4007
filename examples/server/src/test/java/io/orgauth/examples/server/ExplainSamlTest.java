package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.Organization;
import io.orgauth.saml.IdentityProviderMetadata;
import io.orgauth.saml.SamlConnection;
import io.orgauth.saml.SamlProtocol;
import io.orgauth.testkit.FakeIdentityProvider;
import io.orgauth.testkit.SamlRequest;
import io.orgauth.testkit.SamlResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainSamlTest {
    private static final String ISSUER = "http://localhost:8080";
    private static final String CONNECTION = "con_acme";
    private static final FakeIdentityProvider IDP = FakeIdentityProvider.okta();

    @TempDir
    Path directory;

    @BeforeEach
    void makeConnection() {
        try (Memory memory = EmbeddedControlPlane.memory(Optional.of(directory));
                ControlPlane auth = ControlPlane.builder()
                        .issuer(ISSUER)
                        .allowLoopbackHttp()
                        .stores(memory.stores())
                        .sealedBy(memory.sealingKey())
                        .protocols(SamlProtocol.standard())
                        .build()) {
            Organization acme = auth.organizations().create("Acme", "acme.com");
            auth.connections()
                    .add(SamlConnection.builder()
                            .id(CONNECTION)
                            .organization(acme.id())
                            .vendor("okta")
                            .identityProvider(IdentityProviderMetadata.parse(IDP.metadata()))
                            .build());
        }
    }

    private static SamlResponse answer() {
        String url = ISSUER + "/sso/" + CONNECTION;
        return IDP.samlResponse(SamlRequest.of("_request", url + "/metadata", url + "/callback"));
    }

    @Test
    void run_goodAnswer_failsInNothing() throws IOException {
        String said = explained(answer().encode());

        assertFalse(said.contains("FAILED"), said);
        assertTrue(said.contains("…@acme.com"), said);
    }

    @Test
    void run_xmlForAnotherAudience_saysWhatCameAndWhoMendsIt() throws IOException {
        String said = explained(answer().wrongAudience().xml());

        assertTrue(
                said.lines()
                        .anyMatch(line -> line.startsWith("FAILED ")
                                && line.contains("https://other.example/metadata")
                                && line.contains("; to mend: ")),
                said);
    }

    @Test
    void run_withoutWhatItNeeds_saysHowToUseIt() {
        for (List<String> arguments : List.of(
                List.of("explain-saml"),
                List.of("explain-saml", "file"),
                List.of("explain-saml", "file", "--connection", CONNECTION),
                List.of("explain-saml", "file", "--data", directory.toString()))) {
            UsageException refusal = assertThrows(UsageException.class, () -> run(arguments));
            assertTrue(String.valueOf(refusal.getMessage()).contains("--connection ID"));
        }
    }

    @Test
    void run_unknownConnection_isRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("answer"), "AAAA");

        assertThrows(
                UsageException.class,
                () -> run(List.of(
                        "explain-saml", file.toString(), "--connection", "con_none", "--data", directory.toString())));
    }

    @Test
    void run_missingFile_isRefused() {
        assertThrows(
                StartException.class,
                () -> run(List.of("explain-saml", "none", "--connection", CONNECTION, "--data", directory.toString())));
    }

    @Test
    void options_connectionWithoutTheCommand_isRefused() {
        assertThrows(UsageException.class, () -> Options.parse(List.of("--connection", CONNECTION), Map.of()));
    }

    private String explained(String answer) throws IOException {
        Path file = Files.writeString(directory.resolve("answer"), answer + "\n");
        return run(
                List.of("explain-saml", file.toString(), "--connection", CONNECTION, "--data", directory.toString()));
    }

    private static String run(List<String> arguments) {
        return ExplainSaml.run(arguments, Map.of(), Time.ofSystem());
    }
}
