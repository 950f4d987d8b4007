package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java that the documents show compiles as it is shown; what a snippet takes for granted are fields here. */
class ReadmeSnippetsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern FENCE = Pattern.compile("^```java\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final int FIRST_SNIPPET_BY_LINE = 20;
    private static final int LONGEST_README = 130;

    @TempDir
    Path classes;

    static Stream<Arguments> snippets() throws IOException {
        List<Arguments> snippets = new ArrayList<>();
        for (String document : List.of(
                "README.md",
                "docs/data-plane.md",
                "docs/keys.md",
                "docs/api-keys.md",
                "docs/sign-in.md",
                "docs/saml/README.md",
                "docs/testing.md")) {
            FENCE.matcher(Files.readString(ROOT.resolve(document)))
                    .results()
                    .forEach(fence ->
                            snippets.add(Arguments.argumentSet(document + " " + snippets.size(), fence.group(1))));
        }
        return snippets.stream();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippet_asShown_compiles(String snippet) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        boolean compiled = compiler.getTask(null, null, problems, options, null, List.of(new Source(whole(snippet))))
                .call();

        assertTrue(compiled, () -> problems.getDiagnostics() + "\n" + snippet);
    }

    @Test
    void readme_firstSnippet_beginsByLine20() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));

        assertTrue(lines.indexOf("```java") < FIRST_SNIPPET_BY_LINE);
        assertTrue(lines.indexOf("```xml") < lines.indexOf("```java"));
        assertTrue(lines.size() <= LONGEST_README);
    }

    /** A document that lost its fences would pass the test above. */
    @Test
    void documents_together_showSnippets() throws IOException {
        assertEquals(19, snippets().count());
    }

    /** The contract with users: what they write for a data plane that is cut off. */
    @Test
    void trustBundle_asPromised_compiles() {
        snippet_asShown_compiles("""
                TrustBundle trust = TrustBundle.from(URI.create("https://auth.example.com/organizations/org_acme/trust-bundle"))
                    .rootKey(pinned).credentials(clientId, clientSecret).keepIn(Path.of("/var/lib/orgauth")).start();

                AuthFilter filter = AuthFilter.builder()
                    .accept(trust.tokens("https://data.acme.example")).accept(trust.apiKeys("https://data.acme.example"))
                    .require("/*", Permission.of("models:read")).build();
                """);
    }

    /** The contract with users: a control plane within a product. */
    @Test
    void controlPlane_asPromised_compiles() {
        snippet_asShown_compiles("""
                ControlPlane auth = ControlPlane.builder()
                    .issuer("https://app.example.com/auth")
                    .permissions("models:read", "models:write").grant(Role.MEMBER, "models:read")
                    .stores(JdbcStores.on(dataSource)).sealedBy(SealingKey.file(Path.of("sealing.key")))   // or Stores.inMemory()
                    .protocols(SamlProtocol.standard(), OidcProtocol.standard())   // leave out what you don't use
                    .build();

                context.addFilter("orgauth", new EndpointFilter(auth.endpoints())).addMappingForUrlPatterns(null, false, "/*");

                AuthFilter app = AuthFilter.builder().anyOrganization()
                    .accept(auth.sessions()).accept(auth.tokens())     // cookies on pages, tokens on the API
                    .signInAt("/auth/sign-in").build();                // browsers only; API callers get 401

                Organization acme = auth.organizations().create("Acme", "acme.com");   // the domain counts as verified by the operator
                User ada = auth.users().create(acme.id(), "ada@acme.com", Role.ADMIN);
                """);
    }

    /** The contract with users: single sign-on. */
    @Test
    void sso_asPromised_compiles() {
        snippet_asShown_compiles("""
                ConnectionRecord okta = SamlConnection.builder()
                    .organization(acme.id())
                    .identityProvider(IdentityProviderMetadata.parse(metadataXml))   // or of(entityId, ssoUrl, certificates)
                    .build();
                auth.connections().add(okta, Domain.of("acme.com"));
                auth.connections().addShared(OidcConnection.google(clientId, clientSecret).build());   // one button for every organisation

                Connection connection = auth.connections().open(okta.id());
                LoginStep step = connection.start("/home");            // a redirect or an auto-posting form, and what to remember
                ExternalIdentity who = connection.finish(callback, step.pending());
                """);
    }

    /** The contract with users: what they write in a unit test of their own. */
    @Test
    void testkit_asPromised_compiles() {
        snippet_asShown_compiles("""
                @RegisterExtension static FakeIdentityProvider idp = FakeIdentityProvider.okta();
                String token = TestTokens.user("ada@acme.com").organization("org_acme").permission("models:read").sign();
                String samlResponse = idp.samlResponse(pending).expired().encode();  // one fault at a time
                """);
    }

    /** What is registered with JUnit is a member of the class, the rest is a method's body. */
    private static String whole(String snippet) {
        Map<Boolean, String> parts = snippet.lines()
                .collect(Collectors.partitioningBy(
                        line -> line.startsWith("@RegisterExtension"), Collectors.joining("\n")));
        return """
                import io.orgauth.*;
                import io.orgauth.apikey.*;
                import io.orgauth.console.*;
                import io.orgauth.controlplane.*;
                import io.orgauth.http.*;
                import io.orgauth.identity.*;
                import io.orgauth.jdbc.*;
                import io.orgauth.oidc.*;
                import io.orgauth.saml.*;
                import io.orgauth.servlet.*;
                import io.orgauth.sso.*;
                import io.orgauth.testkit.*;
                import io.orgauth.token.*;
                import io.orgauth.trust.*;
                import jakarta.servlet.ServletContext;
                import jakarta.servlet.http.HttpServletRequest;
                import java.net.URI;
                import java.nio.file.Path;
                import java.time.Clock;
                import java.time.Duration;
                import java.util.Set;
                import javax.sql.DataSource;
                import org.junit.jupiter.api.extension.RegisterExtension;

                abstract class Snippet {
                    String token;
                    String clientId;
                    String clientSecret;
                    RootKey pinned;
                    TokenVerifier verifier;
                    ControlPlane auth;
                    Organization acme;
                    User ada;
                    ServletContext context;
                    HttpServletRequest request;
                    Connection connection;
                    PendingLogin pending;
                    Callback callback;
                    ConnectionRecord okta;
                    String metadataXml;
                    DataSource dataSource;

                    MEMBERS

                    void run() throws Exception {
                STATEMENTS
                    }
                }
                """.replace("MEMBERS", parts.getOrDefault(true, ""))
                .replace("STATEMENTS", parts.getOrDefault(false, ""));
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
