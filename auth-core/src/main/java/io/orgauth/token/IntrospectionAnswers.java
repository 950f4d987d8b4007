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
import java.util.Optional;

/** Judges what an introspection endpoint says (RFC 7662, 2.2) as strictly as a signed token. Immutable and thread-safe. */
final class IntrospectionAnswers {
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final String issuer;
    private final String audience;
    private final OrganizationId organization;
    private final TokenProfile profile;
    private final Clock clock;

    IntrospectionAnswers(
            String issuer, String audience, OrganizationId organization, TokenProfile profile, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.organization = organization;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * One judged answer: a caller until a date, or why there is none.
     *
     * @param caller the proven caller
     * @param expires until when it is one
     * @param refusal what is thrown at each use; it has no stack trace
     */
    record Answer(Optional<Principal> caller, Instant expires, Optional<InvalidCredentialException> refusal) {
        boolean isRefusal() {
            return refusal.isPresent();
        }
    }

    String audience() {
        return audience;
    }

    OrganizationId organization() {
        return organization;
    }

    /** The caller, if its time is not over since it was asked about. */
    Principal principal(Answer answer) {
        if (answer.refusal().isPresent()) {
            throw answer.refusal().get();
        }
        Instant now = clock.instant();
        if (!now.isBefore(answer.expires())) {
            throw new InvalidCredentialException(
                    TokenReason.TOKEN_EXPIRED, "token \"exp\" was " + answer.expires() + ", it is " + now);
        }
        return answer.caller().orElseThrow();
    }

    /** @throws IllegalArgumentException if it is no answer of RFC 7662 */
    Answer read(byte[] document, String digest) {
        try {
            JsonObject claims = Json.parseObject(document);
            boolean active =
                    claims.bool("active").orElseThrow(() -> new IllegalArgumentException("\"active\" is missing"));
            return active ? judged(claims, digest) : refused(TokenReason.TOKEN_NOT_ACTIVE, "the issuer says so");
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private Answer judged(JsonObject claims, String digest) {
        try {
            requireIssuer(claims);
            requireAudience(claims);
            requireUnbound(claims);
            requireOrganization(claims);
            Instant expires = Claims.requiredDate(claims, "exp");
            requireBegun(claims);
            return new Answer(Optional.of(caller(claims, digest)), expires, Optional.empty());
        } catch (InvalidCredentialException e) {
            return new Answer(Optional.empty(), Instant.EPOCH, Optional.of(e));
        }
    }

    private static Answer refused(TokenReason reason, String message) {
        return new Answer(
                Optional.empty(), Instant.EPOCH, Optional.of(new InvalidCredentialException(reason, message)));
    }

    /** Left out by many; whoever names one must name ours. */
    private void requireIssuer(JsonObject claims) {
        if (!Claims.optionalString(claims, "iss").map(issuer::equals).orElse(true)) {
            throw new InvalidCredentialException(TokenReason.OTHER_ISSUER, "token \"iss\" is not \"" + issuer + "\"");
        }
    }

    private void requireAudience(JsonObject claims) {
        if (!Claims.stringOrStrings(claims, "aud").contains(audience)) {
            throw new InvalidCredentialException(
                    TokenReason.OTHER_AUDIENCE, "token \"aud\" does not hold \"" + audience + "\"");
        }
    }

    private static void requireUnbound(JsonObject claims) {
        boolean bearer = Claims.optionalString(claims, "token_type")
                .map("bearer"::equalsIgnoreCase)
                .orElse(true);
        if (claims.has("cnf") || !bearer) {
            throw new InvalidCredentialException(
                    TokenReason.TOKEN_IS_BOUND, "token can't be used as a plain bearer token");
        }
    }

    private void requireOrganization(JsonObject claims) {
        if (!profile.organization().in(claims).map(organization.value()::equals).orElse(true)) {
            throw new InvalidCredentialException(
                    TokenReason.OTHER_ORGANIZATION, "token is for another organization than " + organization);
        }
    }

    private void requireBegun(JsonObject claims) {
        Instant now = clock.instant().plus(SKEW);
        Optional<Instant> begins = Claims.date(claims, "nbf").or(() -> Claims.date(claims, "iat"));
        if (begins.filter(now::isBefore).isPresent()) {
            throw new InvalidCredentialException(TokenReason.TOKEN_NOT_YET_VALID, "token is good from " + begins.get());
        }
    }

    private Principal caller(JsonObject claims, String digest) {
        try {
            Grant grant =
                    new Grant(Claims.permissions(claims, profile.permissions()), Claims.roles(claims, profile.roles()));
            String id = Claims.optionalString(claims, "jti").orElse(digest);
            return Principal.trusted(
                    organization,
                    Subject.of(issuer, Claims.requiredString(claims, "sub")),
                    grant,
                    Authentication.UNKNOWN,
                    new CredentialId(CredentialId.Kind.ACCESS_TOKEN, id),
                    claims.toJava());
        } catch (IllegalArgumentException e) {
            throw Claims.malformed("token " + e.getMessage());
        }
    }
}
