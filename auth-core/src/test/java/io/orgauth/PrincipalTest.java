package io.orgauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrincipalTest {
    private static final OrganizationId ACME = OrganizationId.of("org_acme");
    private static final Subject ADA = Subject.of("https://auth.example.com", "usr_ada");
    private static final Grant READER = new Grant(Set.of(Permission.of("models:read")), Set.of(Role.VIEWER));
    private static final CredentialId TOKEN = new CredentialId(CredentialId.Kind.ACCESS_TOKEN, "tok_1");
    private static final Map<String, Object> CLAIMS = Map.of("email", "ada@acme.com");

    private final Principal principal = Principal.trusted(ACME, ADA, READER, Authentication.UNKNOWN, TOKEN, CLAIMS);

    @Test
    void accessors_tellWhatWasProven() {
        assertEquals(ACME, principal.organization());
        assertEquals(ADA, principal.subject());
        assertEquals(READER.permissions(), principal.permissions());
        assertEquals(READER.roles(), principal.roles());
        assertEquals(Authentication.UNKNOWN, principal.authentication());
        assertEquals(TOKEN, principal.credential());
        assertEquals(Optional.of("ada@acme.com"), principal.claim("email"));
        assertEquals(Optional.empty(), principal.claim("Email"));
        assertEquals("usr_ada", principal.getName());
    }

    @Test
    void require_permissionHeld_passes() {
        principal.require(Permission.of("models:read"));
        assertTrue(principal.has(Permission.of("models:read")));
    }

    @Test
    void require_permissionNotHeld_isDeniedAndNamed() {
        assertFalse(principal.has(Permission.of("models")));
        PermissionDeniedException denied =
                assertThrows(PermissionDeniedException.class, () -> principal.require(Permission.of("models:write")));
        assertEquals(AccessReason.PERMISSION_MISSING, denied.reason());
        assertEquals("\"models:write\" is required and not held", denied.getMessage());
        assertEquals(0, denied.getStackTrace().length);
    }

    @Test
    void equals_oneThingElse_isAnother() {
        Principal same = Principal.trusted(ACME, ADA, READER, Authentication.UNKNOWN, TOKEN, CLAIMS);
        assertEquals(principal, same);
        assertEquals(principal.hashCode(), same.hashCode());
        Authentication now = new Authentication(Optional.of(Instant.EPOCH), Set.of(), Optional.empty());
        CredentialId key = new CredentialId(CredentialId.Kind.API_KEY, "tok_1");
        for (Object other : List.of(
                Principal.trusted(OrganizationId.of("x"), ADA, READER, Authentication.UNKNOWN, TOKEN, CLAIMS),
                Principal.trusted(ACME, Subject.of("x", "usr_ada"), READER, Authentication.UNKNOWN, TOKEN, CLAIMS),
                Principal.trusted(ACME, ADA, Grant.NONE, Authentication.UNKNOWN, TOKEN, CLAIMS),
                Principal.trusted(ACME, ADA, READER, now, TOKEN, CLAIMS),
                Principal.trusted(ACME, ADA, READER, Authentication.UNKNOWN, key, CLAIMS),
                Principal.trusted(ACME, ADA, READER, Authentication.UNKNOWN, TOKEN, Map.of()),
                "usr_ada")) {
            assertNotEquals(principal, other);
        }
    }

    @Test
    void hashCode_ofManyCallers_spreads() {
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Subject subject = Subject.of("https://auth.example.com", "usr_" + i);
            hashes.add(Principal.trusted(ACME, subject, READER, Authentication.UNKNOWN, TOKEN, CLAIMS)
                    .hashCode());
        }
        assertTrue(hashes.size() > 90);
    }

    @Test
    void toString_hasNoPersonalData() {
        assertEquals("Principal[org_acme usr_ada]", principal.toString());
    }

    @Test
    void authentication_methodsChangedAfterwards_changeNothing() {
        Set<String> methods = new HashSet<>(Set.of("pwd"));
        Authentication authentication = new Authentication(Optional.empty(), methods, Optional.empty());
        methods.add("otp");
        assertEquals(Set.of("pwd"), authentication.methods());
    }
}
