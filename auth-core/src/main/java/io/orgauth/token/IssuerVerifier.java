package io.orgauth.token;

import io.orgauth.Authentication;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.Subject;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Verifies the access tokens of one issuer; its keys, audience, organization and profile are no other issuer's. */
final class IssuerVerifier {
    private final String issuer;
    private final String audience;
    private final Optional<OrganizationId> organization;
    private final TokenProfile profile;
    private final JwsVerifier signatures;
    private final Clock clock;
    private final Duration clockSkew;
    private final Duration maxLifetime;
    private final int maxTokenBytes;

    IssuerVerifier(TokenVerifier.Builder settings, Keys keys) {
        this.issuer = settings.issuer.orElseThrow();
        this.audience = settings.audience.orElseThrow();
        this.organization = settings.organization;
        this.profile = settings.profile;
        this.clock = settings.clock;
        this.clockSkew = settings.clockSkew;
        this.maxLifetime = settings.maxLifetime;
        this.maxTokenBytes = settings.maxTokenBytes;
        this.signatures = new JwsVerifier(keys, settings.algorithms);
    }

    String issuer() {
        return issuer;
    }

    String audience() {
        return audience;
    }

    Optional<OrganizationId> organization() {
        return organization;
    }

    int maxTokenBytes() {
        return maxTokenBytes;
    }

    KeyHealth keyHealth() {
        return signatures.keyHealth();
    }

    void close() {
        signatures.close();
    }

    /** RFC 7515, 5.2 and RFC 9068, 4: signature first, then the claims. */
    Principal verify(Jws jws) {
        JwsHeader header = requireSignature(jws);
        return principal(jws, header, claims(jws));
    }

    /** The same with claims that were read to find the issuer; they count only once the signature is good. */
    Principal verify(Jws jws, JsonObject claims) {
        return principal(jws, requireSignature(jws), claims);
    }

    static JsonObject claims(Jws jws) {
        try {
            return Json.parseObject(jws.payload());
        } catch (JsonException e) {
            throw Jws.malformed("claims: " + e.getMessage());
        }
    }

    private JwsHeader requireSignature(Jws jws) {
        if (jws.length() > maxTokenBytes) {
            throw Jws.tooLarge(jws.length(), maxTokenBytes);
        }
        return signatures.verify(jws);
    }

    private Principal principal(Jws jws, JwsHeader header, JsonObject claims) {
        requireType(header, claims); // RFC 9068, 2.1; RFC 8725, 3.11
        requireIssuer(claims); // RFC 7519, 4.1.1
        requireAudience(claims); // RFC 7519, 4.1.3
        requireLifetime(claims); // RFC 7519, 4.1.4 to 4.1.6
        requireUnbound(claims); // RFC 7800, 3
        OrganizationId caller = requireOrganization(claims);
        Grant grant =
                new Grant(Claims.permissions(claims, profile.permissions()), Claims.roles(claims, profile.roles()));
        return Principal.trusted(
                caller, subject(claims), grant, authentication(claims), credentialId(jws, claims), claims.toJava());
    }

    private void requireType(JwsHeader header, JsonObject claims) {
        if (!profile.types().contains(header.type())) {
            throw otherType("token's \"typ\" is not that of an access token");
        }
        for (String name : profile.forbiddenClaims()) {
            if (claims.has(name)) {
                throw otherType("token has \"" + name + "\", which access tokens have not");
            }
        }
        profile.fixedClaims().forEach((name, value) -> {
            if (!Claims.requiredString(claims, name).equals(value)) {
                throw otherType("token \"" + name + "\" is not \"" + value + "\"");
            }
        });
        for (String name : profile.requiredClaims()) {
            Claims.requirePresent(claims, name);
        }
        for (Set<String> alternatives : profile.requiredAlternatives()) {
            if (alternatives.stream().noneMatch(name -> Claims.isPresent(claims, name))) {
                throw otherType("token has none of " + alternatives + ", which access tokens have");
            }
        }
    }

    private void requireIssuer(JsonObject claims) {
        if (!Claims.requiredString(claims, "iss").equals(issuer)) {
            throw new InvalidCredentialException(TokenReason.OTHER_ISSUER, "token \"iss\" is not \"" + issuer + "\"");
        }
    }

    private void requireAudience(JsonObject claims) {
        List<String> audiences = Claims.stringOrStrings(claims, "aud");
        if (!audiences.contains(audience)) {
            throw new InvalidCredentialException(
                    TokenReason.OTHER_AUDIENCE, "token \"aud\" does not hold \"" + audience + "\"");
        }
    }

    private void requireLifetime(JsonObject claims) {
        Instant now = clock.instant();
        Instant expires = Claims.requiredDate(claims, "exp");
        Instant issued = Claims.requiredDate(claims, "iat");
        Instant notBefore = Claims.date(claims, "nbf").orElse(issued);
        if (!now.isBefore(expires.plus(clockSkew))) {
            throw new InvalidCredentialException(
                    TokenReason.TOKEN_EXPIRED, "token \"exp\" was " + expires + ", it is " + now);
        }
        if (now.plus(clockSkew).isBefore(issued) || now.plus(clockSkew).isBefore(notBefore)) {
            throw new InvalidCredentialException(
                    TokenReason.TOKEN_NOT_YET_VALID,
                    "token \"iat\" is " + issued + ", \"nbf\" " + notBefore + ", it is " + now);
        }
        if (!expires.isAfter(issued) || !expires.isAfter(notBefore)) {
            throw Claims.malformed("token \"exp\" is not after \"iat\" and \"nbf\"");
        }
        if (Duration.between(issued, expires).compareTo(maxLifetime) > 0) {
            throw new InvalidCredentialException(
                    TokenReason.LIFETIME_TOO_LONG, "token lives longer than " + maxLifetime);
        }
    }

    private static void requireUnbound(JsonObject claims) {
        if (claims.has("cnf")) {
            throw new InvalidCredentialException(
                    TokenReason.TOKEN_IS_BOUND, "token has \"cnf\" and can't be used as a plain bearer token");
        }
    }

    private OrganizationId requireOrganization(JsonObject claims) {
        Optional<String> claimed = profile.organization().in(claims);
        if (organization.isPresent()
                && claimed.map(organization.get().value()::equals).orElse(true)) {
            return organization.get();
        }
        if (organization.isPresent()) {
            throw new InvalidCredentialException(
                    TokenReason.OTHER_ORGANIZATION, "token is for another organization than " + organization.get());
        }
        return checked(() -> OrganizationId.of(claimed.orElseThrow()));
    }

    private Subject subject(JsonObject claims) {
        String id = Claims.requiredString(claims, "sub");
        return checked(() -> Subject.of(issuer, id));
    }

    private static Authentication authentication(JsonObject claims) {
        Optional<Instant> time = Claims.date(claims, "auth_time");
        Set<String> methods = claims.has("amr") ? Set.copyOf(Claims.stringOrStrings(claims, "amr")) : Set.of();
        Optional<String> context = Claims.optionalString(claims, "acr");
        boolean unknown = time.isEmpty() && methods.isEmpty() && context.isEmpty();
        return unknown ? Authentication.UNKNOWN : new Authentication(time, methods, context);
    }

    /** The {@code jti}; an issuer that gives none gets a digest of what it signed, which has one spelling. */
    private static CredentialId credentialId(Jws jws, JsonObject claims) {
        String id = Claims.optionalString(claims, "jti").orElseGet(jws::digest);
        return checked(() -> new CredentialId(CredentialId.Kind.ACCESS_TOKEN, id));
    }

    private static <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw Claims.malformed("token " + e.getMessage());
        }
    }

    private static InvalidCredentialException otherType(String message) {
        return new InvalidCredentialException(TokenReason.OTHER_TOKEN_TYPE, message);
    }
}
