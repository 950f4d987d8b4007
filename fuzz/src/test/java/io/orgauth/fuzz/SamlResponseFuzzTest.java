package io.orgauth.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.saml.IdentityProviderMetadata;
import io.orgauth.saml.SamlConnection;
import io.orgauth.saml.SamlProtocol;
import io.orgauth.sso.Callback;
import io.orgauth.sso.Connection;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.PendingLogin;
import io.orgauth.sso.SsoContext;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a browser posts. Two seeds are genuinely signed by a key that is gone: they name alice, and nothing else may name anybody. */
class SamlResponseFuzzTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    private static final String BASE = "https://app.example.com/sso/con_fuzz/";
    private static final PendingLogin PENDING = new PendingLogin(
            "handle",
            "con_fuzz",
            "/",
            NOW.plusSeconds(60),
            Map.of("request_id", "_request", "entity_id", BASE + "metadata", "acs", BASE + "callback"));
    private static final Connection CONNECTION = connection();

    @FuzzTest
    void response_anyBytes_nameNobodyElse(byte[] xml) {
        String response = Base64.getEncoder().encodeToString(xml);
        String subject;
        try {
            subject = CONNECTION
                    .finish(Callback.posted(Map.of("SAMLResponse", response, "RelayState", "handle")), PENDING)
                    .subject();
        } catch (InvalidCredentialException refused) {
            return;
        }
        if (!subject.contains("alice")) {
            throw new AssertionError("names " + subject);
        }
    }

    private static Connection connection() {
        SsoContext context = SsoContext.builder()
                .issuer("https://app.example.com")
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .replayGuard((scope, id, until) -> true)
                .fetcher(request -> {
                    throw new AssertionError("nothing may be fetched");
                })
                .build();
        ConnectionRecord record = SamlConnection.builder()
                .id("con_fuzz")
                .organization(OrganizationId.of("org_fuzz"))
                .name("fuzz")
                .identityProvider(IdentityProviderMetadata.of(
                        "https://idp.example/saml", "https://idp.example/sso", List.of(certificate())))
                .build();
        return SamlProtocol.standard().open(record, context);
    }

    private static X509Certificate certificate() {
        try (InputStream pem =
                Objects.requireNonNull(SamlResponseFuzzTest.class.getResourceAsStream("saml-provider.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
