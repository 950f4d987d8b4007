package io.orgauth.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.OrganizationId;
import io.orgauth.Subject;
import io.orgauth.oauth.CustomClaims.Holder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The product's own claims: declared at start, where a reserved name is refused. */
class CustomClaimsTest {
    private static final Holder HOLDER =
            new Holder(Subject.of("https://auth.example.com", "usr_1"), OrganizationId.of("org_acme"), "app_1");

    private static Map<String, Object> given(CustomClaims claims) {
        Map<String, Object> given = new HashMap<>();
        claims.put(HOLDER, given::put);
        return given;
    }

    @Test
    void function_ofTheHolder_givesDeclaredClaims() {
        CustomClaims claims =
                CustomClaims.of(Set.of("plan", "seats"), holder -> Map.of("plan", holder.client(), "seats", 3));
        assertEquals(Map.of("plan", "app_1", "seats", 3), given(claims));
    }

    @Test
    void none_givesNothing() {
        assertEquals(Map.of(), given(CustomClaims.none()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "scope", "org_id", "roles", "email", "groups", "SUB", "amr", "", "a b"})
    void name_reservedOrMalformed_isRefusedAtStart(String name) {
        assertThrows(IllegalArgumentException.class, () -> CustomClaims.of(Set.of(name), holder -> Map.of()));
    }

    @Test
    void claim_thatWasNotDeclared_isRefused() {
        CustomClaims claims = CustomClaims.of(Set.of("plan"), holder -> Map.of("other", "x"));
        assertThrows(IllegalStateException.class, () -> given(claims));
    }
}
