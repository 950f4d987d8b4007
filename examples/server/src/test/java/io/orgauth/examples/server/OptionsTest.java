package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void parse_nothing_isEveryPartOnItsUsualPort() {
        Options options = Options.parse(List.of(), Map.of());

        assertEquals(8080, options.port());
        assertEquals(8081, options.dataPlanePort());
        assertEquals(8082, options.idpPort());
        assertTrue(options.runs(Part.IDP));
        assertFalse(options.idpAlone());
        assertTrue(options.runs(Part.CONTROL_PLANE));
        assertTrue(options.runs(Part.DATA_PLANE));
        assertEquals(Optional.empty(), options.data());
        assertEquals(Optional.empty(), options.demoFile());
    }

    @Test
    void parse_environment_isTheSameAsTheFlag() {
        Options options = Options.parse(
                List.of(),
                Map.of(
                        "ORGAUTH_DATA_PLANE_PORT", "9001",
                        "ORGAUTH_DEMO_FILE", "demo.json",
                        "ORGAUTH_ISSUER", "https://auth.example.com/a",
                        "ORGAUTH_REQUIRE_ALL", "true",
                        "ORGAUTH_DATA", ""));

        assertEquals(9001, options.dataPlanePort());
        assertEquals(Optional.of(Path.of("demo.json")), options.demoFile());
        assertEquals(Optional.of("https://auth.example.com/a"), options.issuer());
        assertEquals(Optional.empty(), options.data());
    }

    @Test
    void parse_flagAndEnvironment_flagWins() {
        assertEquals(
                1,
                Options.parse(List.of("--port", "1"), Map.of("ORGAUTH_PORT", "2"))
                        .port());
    }

    @Test
    void parse_dataPlaneAlone_knowsItsIssuerAndOrganization() {
        Options options = parse("--only data-plane --control-plane https://auth.example.com --organization org_1");

        assertFalse(options.runs(Part.CONTROL_PLANE));
        assertEquals("https://auth.example.com", options.controlPlane());
        assertEquals("org_1", options.organization().value());
    }

    /** One mistake a row, and what its sentence names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--no-such x | unknown option --no-such",
                "--root-key x | --root-key goes with --only data-plane",
                "--client-id x | --client-id goes with --only data-plane",
                "--only data-plane --control-plane https://a.example --organization org_1 --root-key r | --root-key, --client-id",
                "--only data-plane --control-plane https://a.example --organization org_1 --trust-epoch 2 | --trust-epoch is for",
                "--trust-epoch 0 | --trust-epoch is a number",
                "--Port 1 | unknown option --Port",
                "--port=1 | unknown option --port=1",
                "serve | unknown option serve",
                "--port | --port needs a value",
                "--port 1 --port 2 | --port is given twice",
                "--port 65536 | --port is a port",
                "--port -1 | --port is a port",
                "--data-plane-port x | --data-plane-port is a port",
                "--only both | --only is control-plane, data-plane or idp",
                "--only idp --issuer https://a.example | --issuer is for",
                "--only idp --organization org_1 | --organization goes with",
                "--only idp --trust-epoch 2 | --trust-epoch is for",
                "--only idp --root-key r | --root-key goes with",
                "--idp-port x | --idp-port is a port",
                "--issuer http://auth.example.com | --issuer is an https URL",
                "--issuer https://auth.example.com/ | --issuer is an https URL",
                "--issuer https://auth.example.com?x=1 | --issuer is an https URL",
                "--issuer https://user@auth.example.com | --issuer is an https URL",
                "--issuer https://auth.example.com/a/../b | --issuer is an https URL",
                "--issuer auth | --issuer is an https URL",
                "--only data-plane --organization org_1 | --control-plane goes with",
                "--only data-plane --control-plane https://a.example | --organization goes with",
                "--control-plane https://a.example | --control-plane goes with",
                "--organization org_1 | --organization goes with",
                "--only data-plane --control-plane https://a.example --organization org_1 --issuer https://b.example | --issuer is for",
                "--clients f --only data-plane --control-plane https://a.example --organization org_1 | --clients is for the control",
                "--only control-plane --data-plane-port 0 | --only control-plane needs",
                "--tls-keystore k | --tls-keystore and --tls-password",
                "--tls-password p | --tls-keystore and --tls-password",
            })
    void parse_oneMistake_isOneSentence(String line, String sentence) {
        String message = String.valueOf(
                assertThrows(UsageException.class, () -> parse(line)).getMessage());

        assertTrue(message.startsWith(sentence), message);
        assertFalse(message.contains("\n"), message);
    }

    private static Options parse(String line) {
        return Options.parse(List.of(line.split(" ")), Map.of());
    }
}
