package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.Authentication;
import io.orgauth.json.JsonNull;
import io.orgauth.sso.ExternalIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What describes the person: from the ID token, else from the userinfo, never mixed where it would lie. */
class IdentityReaderTest {
    private static final Object ABSENT = FakeProvider.ABSENT;

    private final World world = new World(
            builder -> builder.groups("groups").attribute("uid", "uid_number").attribute("teams", "team"));

    // ---- e-mail ----

    static Stream<Arguments> emailVerified_inEverySpelling() {
        return Stream.of(
                Arguments.of(true, true),
                Arguments.of("true", true),
                Arguments.of(1, true),
                Arguments.of("1", true),
                Arguments.of(ABSENT, true),
                Arguments.of(false, false),
                Arguments.of("false", false),
                Arguments.of("TRUE", false),
                Arguments.of(0, false),
                Arguments.of("", false),
                Arguments.of(null, false),
                Arguments.of(List.of(true), false));
    }

    @ParameterizedTest
    @MethodSource
    void emailVerified_inEverySpelling(Object verified, boolean asserted) {
        world.provider.claims.put("email_verified", verified);

        assertEquals(asserted, world.signIn().assertedEmail().isPresent());
    }

    @Test
    void email_ofTheUserinfo_goesWithTheUserinfosVerification() {
        world.provider.claims.put("email", ABSENT);
        world.provider.claims.put("email_verified", true); // of no address
        world.provider.userinfo.put("email", "ada@acme.com");
        world.provider.userinfo.put("email_verified", false);

        assertEquals(Optional.empty(), world.signIn().assertedEmail());
    }

    @Test
    void email_ofTheIdToken_isNotVerifiedByTheUserinfo() {
        world.provider.claims.put("email_verified", false);
        world.provider.userinfo.put("email", "ada@acme.com");
        world.provider.userinfo.put("email_verified", true);

        assertEquals(Optional.empty(), world.signIn().assertedEmail());
    }

    @Test
    void email_thatIsNoText_isLeftOut() {
        for (Object value : Arrays.asList(1, " ", null, List.of("ada@acme.com"))) {
            world.provider.claims.put("email", value);

            assertEquals(Optional.empty(), world.signIn().assertedEmail());
        }
    }

    // ---- thin tokens ----

    @Test
    void thinToken_isFilledFromTheUserinfo() {
        world.provider.claims.put("email", ABSENT);
        world.provider.claims.put("name", ABSENT);
        world.provider.userinfo.put("email", "ada@acme.com");
        world.provider.userinfo.put("name", "Ada");
        world.provider.userinfo.put("groups", List.of("staff"));
        world.provider.userinfo.put("uid_number", 1_000);

        ExternalIdentity who = world.signIn();

        assertEquals(Optional.of("ada@acme.com"), who.assertedEmail());
        assertEquals(Optional.of("Ada"), who.displayName());
        assertEquals(Set.of("staff"), who.groups());
        assertEquals(Map.of("uid", List.of("1000")), who.attributes());
    }

    @Test
    void userinfo_neverOverridesTheIdToken() {
        world.provider.claims.put("groups", List.of("staff"));
        world.provider.userinfo.put("email", "ceo@acme.com");
        world.provider.userinfo.put("name", "Bob");
        world.provider.userinfo.put("groups", List.of("admins"));

        ExternalIdentity who = world.signIn();

        assertEquals(Optional.of("ada@acme.com"), who.assertedEmail());
        assertEquals(Optional.of("Ada"), who.displayName());
        assertEquals(Set.of("staff"), who.groups());
    }

    @Test
    void userinfo_saysNothingAboutTheProof() {
        world.provider.userinfo.put("auth_time", world.now());
        world.provider.userinfo.put("amr", List.of("hwk"));
        world.provider.userinfo.put("acr", "high");
        world.provider.userinfo.put("sid", "session-9");

        ExternalIdentity who = world.signIn();

        assertEquals(Authentication.UNKNOWN, who.authentication());
        assertEquals(Optional.empty(), who.session());
    }

    // ---- groups ----

    static Stream<Arguments> groups_inEverySpelling() {
        return Stream.of(
                Arguments.of(List.of("staff", "Ops"), Set.of("staff", "Ops")),
                Arguments.of("staff", Set.of("staff")),
                Arguments.of(List.of(), Set.of()),
                Arguments.of(ABSENT, Set.of()),
                Arguments.of(List.of("staff", "staff"), Set.of("staff")));
    }

    @ParameterizedTest
    @MethodSource
    void groups_inEverySpelling(Object value, Set<String> groups) {
        world.provider.claims.put("groups", value);

        assertEquals(groups, world.signIn().groups());
    }

    static Stream<Arguments> groups_notAllNamed_areRefused() {
        return Stream.of(
                Arguments.of("_claim_names", Map.of("groups", "src1")),
                Arguments.of("_claim_names", "groups"),
                Arguments.of("_claim_names", null),
                Arguments.of("hasgroups", true),
                Arguments.of("hasgroups", "true"),
                Arguments.of("groups", Map.of("staff", true)),
                Arguments.of("groups", Arrays.asList("staff", JsonNull.NULL)),
                Arguments.of("groups", null));
    }

    @ParameterizedTest
    @MethodSource
    void groups_notAllNamed_areRefused(String claim, Object value) {
        world.provider.claims.put(claim, value);
        world.assertRefused(OidcReason.GROUPS_INCOMPLETE);
    }

    @Test
    void groups_notAllNamedInTheUserinfo_areRefused() {
        world.provider.userinfo.put("_claim_names", Map.of("groups", "src1"));

        world.assertRefused(OidcReason.GROUPS_INCOMPLETE);
    }

    @Test
    void otherClaimsElsewhere_areNoMatter() {
        world.provider.claims.put("_claim_names", Map.of("address", "src1"));
        world.provider.claims.put("hasgroups", false);

        assertEquals(Set.of(), world.signIn().groups());
    }

    @Test
    void overage_ofAConnectionThatReadsNoGroups_isNoMatter() {
        World none = new World();
        none.provider.claims.put("_claim_names", Map.of("groups", "src1"));
        none.provider.claims.put("groups", List.of("staff"));

        assertEquals(Set.of(), none.signIn().groups());
    }

    // ---- attributes ----

    @Test
    void attributes_areTexts() {
        world.provider.claims.put("uid_number", 10_001);
        world.provider.claims.put("team", Arrays.asList("a", true, 2));

        assertEquals(
                Map.of("uid", List.of("10001"), "teams", List.of("a", "true", "2")),
                world.signIn().attributes());
    }

    @Test
    void attribute_thatHasNoText_isLeftOut() {
        world.provider.claims.put("uid_number", Map.of("value", 1));
        world.provider.claims.put("team", Arrays.asList("a", JsonNull.NULL));

        assertEquals(Map.of(), world.signIn().attributes());
    }
}
