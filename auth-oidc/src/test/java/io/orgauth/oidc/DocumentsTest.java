package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.ConnectionRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/oidc shows is good as it is shown: its Java compiles, its JSON makes connections, its settings are all there. */
class DocumentsTest {
    private static final Path DOCS = Path.of("../docs/oidc");

    @TempDir
    Path classes;

    private static List<String> fences(String language) throws IOException {
        Pattern fence = Pattern.compile("^```" + language + "\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
        List<String> found = new ArrayList<>();
        for (String document : List.of("README.md", "google.md", "microsoft.md", "okta.md", "other.md")) {
            fence.matcher(Files.readString(DOCS.resolve(document)))
                    .results()
                    .forEach(match -> found.add(match.group(1)));
        }
        return found;
    }

    static Stream<String> java() throws IOException {
        return fences("java").stream();
    }

    static Stream<String> json() throws IOException {
        return fences("json").stream();
    }

    /** A document that lost its fences would pass otherwise. */
    @Test
    void documents_together_showSnippets() throws IOException {
        assertEquals(9, java().count());
        assertEquals(4, json().count());
    }

    @ParameterizedTest
    @MethodSource("java")
    void java_asShown_compiles(String snippet) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        boolean compiled = compiler.getTask(null, null, problems, options, null, List.of(new Source(whole(snippet))))
                .call();

        assertTrue(compiled, () -> problems.getDiagnostics() + "\n" + snippet);
    }

    @ParameterizedTest
    @MethodSource("json")
    void json_asShown_makesAConnection(String snippet) {
        String filled = snippet.replace("<tenant id>", MicrosoftTest.ACME).replace("<application id>", "app");
        JsonObject body = Json.parseObject(filled.getBytes(StandardCharsets.UTF_8));
        JsonObject secrets = body.object("secrets").orElseThrow();
        ConnectionRecord.Builder record = ConnectionRecord.builder(
                        body.string("protocol").orElseThrow())
                .organization(OrganizationId.of("org_acme"))
                .name(body.string("name").orElseThrow())
                .settings(body.object("settings").orElseThrow());
        secrets.names().forEach(name -> record.secret(name, secrets.string(name).orElseThrow()));

        assertEquals(false, OidcSettings.of(record.build()).isShared());
    }

    private static String whole(String snippet) {
        return """
                import io.orgauth.*;
                import io.orgauth.controlplane.*;
                import io.orgauth.http.*;
                import io.orgauth.identity.*;
                import io.orgauth.identity.DomainSso.Mode;
                import io.orgauth.json.*;
                import io.orgauth.oidc.*;
                import io.orgauth.sso.*;
                import io.orgauth.token.*;
                import java.security.SecureRandom;
                import java.time.Clock;
                import java.util.Optional;

                abstract class Snippet {
                    String clientId;
                    String clientSecret;
                    Callback callback;
                    FIELDS

                    void run() throws Exception {
                SNIPPET
                    }
                }
                """.replace(
                        "FIELDS",
                        snippet.contains("ControlPlane auth =") ? "" : "ControlPlane auth; Organization acme;")
                .replace("SNIPPET", snippet);
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
