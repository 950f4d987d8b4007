package io.orgauth.saml;

import io.orgauth.OrganizationId;
import io.orgauth.ReplayGuard;
import io.orgauth.http.Fetcher;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.SsoContext;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One organization's identity provider, with a key each for two certificates, and ourselves at a fixed time. */
final class SamlFixture {
    static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String ISSUER = "https://app.example.com/auth";
    static final String IDP = "https://idp.acme.example/saml";
    static final String SIGN_IN = "https://idp.acme.example/sso";
    static final String CONNECTION = "con_acme";
    static final String ENTITY_ID = ISSUER + "/sso/" + CONNECTION + "/metadata";
    static final String CONSUMER = ISSUER + "/sso/" + CONNECTION + "/callback";

    /** Any RSA key with a certificate will do for an identity provider, too. */
    static final ServiceProviderKey THEIRS = ServiceProviderKey.generate(CLOCK);

    static final ServiceProviderKey THEIR_NEXT = ServiceProviderKey.generate(CLOCK);
    static final ServiceProviderKey OURS = ServiceProviderKey.generate(CLOCK);
    static final ServiceProviderKey OUR_NEXT = ServiceProviderKey.generate(CLOCK);

    private SamlFixture() {}

    static SsoContext context() {
        return context(CLOCK);
    }

    static SsoContext context(Clock clock) {
        return context(clock, request -> {
            throw new AssertionError("nothing may be fetched");
        });
    }

    static SsoContext context(Clock clock, Fetcher door) {
        return SsoContext.builder()
                .issuer(ISSUER)
                .clock(clock)
                .fetcher(door)
                .replayGuard(ReplayGuard.inMemory(clock))
                .build();
    }

    static Clock later(Duration time) {
        return Clock.fixed(NOW.plus(time), ZoneOffset.UTC);
    }

    static IdentityProviderMetadata provider() {
        return IdentityProviderMetadata.of(IDP, SIGN_IN, List.of(THEIRS.certificate()));
    }

    static SamlConnection.Builder connection() {
        return connection(provider());
    }

    static SamlConnection.Builder connection(IdentityProviderMetadata provider) {
        return SamlConnection.builder()
                .id(CONNECTION)
                .organization(OrganizationId.of("org_acme"))
                .clock(CLOCK)
                .identityProvider(provider);
    }

    static SamlSignIn open(ConnectionRecord record) {
        return open(record, context());
    }

    static SamlSignIn open(ConnectionRecord record, SsoContext context) {
        return (SamlSignIn) SamlProtocol.standard().open(record, context);
    }

    static Map<String, String> query(URI location) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : location.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
