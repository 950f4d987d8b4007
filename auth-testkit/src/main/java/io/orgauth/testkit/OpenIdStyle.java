package io.orgauth.testkit;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * How a persona speaks OpenID Connect.
 *
 * @param issuer its issuer when it is asked in memory only
 * @param claims what it says of a person, {@code sub} among it
 * @param isThin whether ID tokens leave all but {@code sub} to userinfo
 * @param saysIssuer whether answers to authorization requests carry {@code iss} (RFC 9207)
 * @param shared the URL of metadata for many tenants, whose issuer has a gap
 */
record OpenIdStyle(
        String issuer,
        Function<Person, Map<String, Object>> claims,
        boolean isThin,
        boolean saysIssuer,
        Optional<String> shared) {

    static OpenIdStyle of(String issuer, Function<Person, Map<String, Object>> claims) {
        return new OpenIdStyle(issuer, claims, false, false, Optional.empty());
    }

    OpenIdStyle thin() {
        return new OpenIdStyle(issuer, claims, true, saysIssuer, shared);
    }

    OpenIdStyle sayingIssuer() {
        return new OpenIdStyle(issuer, claims, isThin, true, shared);
    }

    OpenIdStyle sharedAs(String url) {
        return new OpenIdStyle(issuer, claims, isThin, saysIssuer, Optional.of(url));
    }

    /** The claims of each persona. */
    static final class Claims {
        private Claims() {}

        static Map<String, Object> okta(Person person) {
            Map<String, Object> claims = named("00u" + alphanumeric(person.id()), person);
            claims.put("email_verified", true);
            claims.put("preferred_username", person.email());
            claims.put("groups", person.groups());
            return claims;
        }

        /** {@code sub} is another one at each client, {@code oid} the same; the address is whatever an administrator wrote. */
        static Map<String, Object> entraId(Person person) {
            Map<String, Object> claims = named("pairwise-" + alphanumeric(person.id()), person);
            claims.put("oid", person.id().toString());
            claims.put("tid", Persona.TENANT);
            claims.put("preferred_username", person.email());
            claims.put("ver", "2.0");
            claims.put("groups", person.groups().stream().map(Persona::guid).toList());
            return claims;
        }

        /** A consumer's account, even with a company's address, has no {@code hd}. */
        static Map<String, Object> google(Person person) {
            Map<String, Object> claims = named(digits(person.id()), person);
            claims.put("email_verified", true);
            if (!person.domain().equals("gmail.com") && !person.attributes().containsKey("consumer")) {
                claims.put("hd", person.domain());
            }
            return claims;
        }

        static Map<String, Object> keycloak(Person person) {
            Map<String, Object> claims = plain(person);
            claims.put("preferred_username", person.email());
            return claims;
        }

        static Map<String, Object> plain(Person person) {
            Map<String, Object> claims = named(person.id().toString(), person);
            claims.put("email_verified", true);
            claims.put("groups", person.groups());
            return claims;
        }

        private static Map<String, Object> named(String subject, Person person) {
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("sub", subject);
            claims.put("email", person.email());
            claims.put("name", person.name());
            claims.put("given_name", person.givenName());
            claims.put("family_name", person.familyName());
            claims.putAll(person.attributes());
            return claims;
        }

        private static String alphanumeric(UUID id) {
            return new BigInteger(id.toString().replace("-", ""), 16)
                    .toString(36)
                    .toLowerCase(Locale.ROOT)
                    .substring(0, 17);
        }

        private static String digits(UUID id) {
            return ("1" + new BigInteger(id.toString().replace("-", ""), 16)).substring(0, 21);
        }
    }
}
