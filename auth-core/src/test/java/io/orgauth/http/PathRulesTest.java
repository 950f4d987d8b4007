package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Permission;
import io.orgauth.http.PathRules.Access;
import io.orgauth.http.PathRules.Rule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {
    private static final Permission A = Permission.of("a");
    private static final Permission B = Permission.of("b");
    private static final Permission C = Permission.of("c");
    private static final Access EVERYBODY = new Access.Everybody();
    private static final Access CALLER = new Access.Caller();
    private static final Access NOBODY = new Access.Nobody();

    private static PathRules rules(Rule... rules) {
        return PathRules.of(List.of(rules));
    }

    private static Access holder(Permission permission) {
        return new Access.Holder(permission);
    }

    @Test
    void access_noRule_needsCaller() {
        assertEquals(CALLER, rules().access("GET", "/any"));
        assertEquals(CALLER, rules(Rule.demanding("/a", A)).access("GET", "/b"));
    }

    @ParameterizedTest
    @CsvSource({
        "/a, a",
        "/a/, a",
        "/A, a",
        "/A/, a",
        "/a/b, ''",
        "/ab, ''",
        "/, ''",
        "/b/a, ''",
    })
    void access_exactDemand_ignoresCaseAndSlashAtTheEnd(String path, String permission) {
        Access expected = permission.isEmpty() ? CALLER : holder(A);

        assertEquals(expected, rules(Rule.demanding("/a", A)).access("GET", path));
    }

    @ParameterizedTest
    @CsvSource({
        "/a, a",
        "/a/, a",
        "/a/b, a",
        "/a/b/c, a",
        "/A/B, a",
        "/ab, ''",
        "/, ''",
        "/b/a, ''",
    })
    void access_prefixDemand_coversThePathAndAllBelow(String path, String permission) {
        Access expected = permission.isEmpty() ? CALLER : holder(A);

        assertEquals(expected, rules(Rule.demanding("/A/*", A)).access("GET", path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/a/b", "/A/"})
    void access_demandOnEverything_coversEveryPath(String path) {
        assertEquals(holder(A), rules(Rule.demanding("/*", A)).access("PUT", path));
    }

    @Test
    void access_demandOnRoot_isOnlyTheRoot() {
        assertEquals(holder(A), rules(Rule.demanding("/", A)).access("GET", "/"));
        assertEquals(CALLER, rules(Rule.demanding("/", A)).access("GET", "/a"));
    }

    /** U+017F and U+212A fold to s and k for whoever compares with equalsIgnoreCase; U+0131 to i. */
    @ParameterizedTest
    @ValueSource(strings = {"/\u017fk\u0131", "/s\u212ai", "/SKI", "/\u017f\u212a\u0131/"})
    void access_foldingLookAlike_isStillDemanded(String path) {
        assertEquals(holder(A), rules(Rule.demanding("/ski", A)).access("GET", path));
    }

    @ParameterizedTest
    @CsvSource({
        "/health, open",
        "/Health, caller",
        "/health/, caller",
        "/HEALTH, caller",
        "/health/x, caller",
        "/healthz, caller",
    })
    void access_anonymousExact_isNeverWidened(String path, String expected) {
        assertEquals(
                expected.equals("open") ? EVERYBODY : CALLER,
                rules(Rule.opening("/health")).access("GET", path));
    }

    @ParameterizedTest
    @CsvSource({
        "/pub, open",
        "/pub/, open",
        "/pub/a, open",
        "/Pub/a, caller",
        "/PUB, caller",
        "/public, caller",
    })
    void access_anonymousPrefix_isNeverWidened(String path, String expected) {
        assertEquals(
                expected.equals("open") ? EVERYBODY : CALLER,
                rules(Rule.opening("/pub/*")).access("GET", path));
    }

    @ParameterizedTest
    @CsvSource({
        "/models, a",
        "/models/x, a",
        "/models/secret, b",
        "/models/SECRET/, b",
        "/models/secret/x, c",
        "/other, ''",
    })
    void access_severalMatch_mostSpecificDecides(String path, String permission) {
        PathRules rules = rules(
                Rule.demanding("/models/*", A),
                Rule.demanding("/models/secret", B),
                Rule.demanding("/models/secret/*", C));

        assertEquals(permission.isEmpty() ? CALLER : holder(Permission.of(permission)), rules.access("GET", path));
    }

    @Test
    void access_orderOfRules_doesNotMatter() {
        Rule broad = Rule.demanding("/*", A);
        Rule narrow = Rule.demanding("/a/*", B);
        Rule method = Rule.demanding("GET", "/a/*", C);

        for (List<Rule> order : List.of(
                Arrays.asList(broad, narrow, method),
                Arrays.asList(method, narrow, broad),
                Arrays.asList(narrow, broad, method))) {
            PathRules rules = PathRules.of(order);
            assertEquals(holder(C), rules.access("GET", "/a/x"));
            assertEquals(holder(B), rules.access("POST", "/a/x"));
            assertEquals(holder(A), rules.access("POST", "/b"));
        }
    }

    @Test
    void access_anonymousBelowDemand_opensOnlyItsExactSpelling() {
        PathRules rules = rules(Rule.demanding("/Models/*", A), Rule.opening("/Models/public/*"));

        assertEquals(EVERYBODY, rules.access("GET", "/Models/public/x"));
        assertEquals(holder(A), rules.access("GET", "/models/public/x"));
        assertEquals(holder(A), rules.access("GET", "/Models/PUBLIC/x"));
        assertEquals(holder(A), rules.access("GET", "/Models/x"));
    }

    @Test
    void access_demandBelowAnonymous_holdsInEverySpelling() {
        PathRules rules = rules(Rule.opening("/pub/*"), Rule.demanding("/pub/admin", A));

        assertEquals(holder(A), rules.access("GET", "/pub/admin"));
        assertEquals(holder(A), rules.access("GET", "/pub/ADMIN/"));
        assertEquals(EVERYBODY, rules.access("GET", "/pub/x"));
    }

    @ParameterizedTest
    @CsvSource({"GET", "get", "Get", "HEAD", "head"})
    void access_methodDemand_coversHeadAndAnyCase(String method) {
        assertEquals(holder(A), rules(Rule.demanding("GET", "/a", A)).access(method, "/a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "OPTIONS", "PROPFIND", "GETX"})
    void access_methodNotRuled_isForNobody(String method) {
        assertEquals(NOBODY, rules(Rule.demanding("GET", "/a/*", A)).access(method, "/a/x"));
    }

    @Test
    void access_getIsNotCoveredByHead() {
        assertEquals(NOBODY, rules(Rule.demanding("HEAD", "/a", A)).access("GET", "/a"));
    }

    @Test
    void access_headOfItsOwn_goesBeforeGet() {
        PathRules rules = rules(Rule.demanding("GET", "/a", A), Rule.demanding("HEAD", "/a", B));

        assertEquals(holder(B), rules.access("HEAD", "/a"));
        assertEquals(holder(A), rules.access("GET", "/a"));
    }

    @Test
    void access_methodNotRuledHere_broaderRuleCounts() {
        PathRules all = rules(Rule.demanding("GET", "/a/*", A), Rule.demanding("/*", B));
        PathRules post = rules(Rule.demanding("GET", "/a/*", A), Rule.demanding("POST", "/*", B));

        assertEquals(holder(B), all.access("DELETE", "/a/x"));
        assertEquals(holder(B), post.access("POST", "/a/x"));
        assertEquals(NOBODY, post.access("DELETE", "/a/x"));
    }

    @ParameterizedTest
    @CsvSource({"GET, open", "HEAD, open", "get, nobody", "POST, nobody"})
    void access_anonymousMethod_isExact(String method, String expected) {
        PathRules rules = rules(Rule.opening("GET", "/docs"));

        assertEquals(expected.equals("open") ? EVERYBODY : NOBODY, rules.access(method, "/docs"));
    }

    @Test
    void access_anonymousAndDemandByMethod_shareAPattern() {
        PathRules rules = rules(Rule.opening("GET", "/docs"), Rule.demanding("/docs", A));

        assertEquals(EVERYBODY, rules.access("GET", "/docs"));
        assertEquals(holder(A), rules.access("GET", "/DOCS"));
        assertEquals(holder(A), rules.access("POST", "/docs"));
    }

    @Test
    void of_tie_fails() {
        assertTie(Rule.demanding("/a", A), Rule.demanding("/a", B));
        assertTie(Rule.demanding("/a", A), Rule.demanding("/A/", B));
        assertTie(Rule.demanding("/a/*", A), Rule.demanding("/A/*", A));
        assertTie(Rule.demanding("GET", "/a", A), Rule.demanding("GET", "/a", B));
        assertTie(Rule.demanding("/Health", A), Rule.opening("/health"));
        assertTie(Rule.opening("/health/"), Rule.demanding("/health", A));
        assertTie(Rule.opening("/health"), Rule.opening("/health"));
    }

    private static void assertTie(Rule one, Rule other) {
        Rule between = Rule.demanding("/between/*", C);
        String message = assertThrows(IllegalStateException.class, () -> rules(one, between, other))
                .getMessage();
        assertTrue(message.contains("equally specific"), message);
    }

    @Test
    void of_noTie_builds() {
        rules(Rule.demanding("/a", A), Rule.demanding("/a/*", A), Rule.demanding("GET", "/a", A));
        rules(Rule.demanding("GET", "/a", A), Rule.demanding("POST", "/a", A));
        rules(Rule.opening("/docs"), Rule.opening("/docs/"), Rule.opening("/Docs"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "a/*",
                "/a*",
                "/*/a",
                "/a/**",
                "/**",
                "/a/*/b",
                "//",
                "//*",
                "/a//b",
                "/a//*",
                "/a/../b",
                "/a/..",
                "/./a",
                "/a/./*",
                "/%61",
                "/a;b",
                "/a?b",
                "/a#b",
                "/a\\b",
                "/a b",
                "/a\u007f",
                "/\u00e9",
                "/a\n",
                "/{id}",
                "/a}",
                "/{id}/*"
            })
    void parse_badPattern_fails(String pattern) {
        assertThrows(IllegalArgumentException.class, () -> PathPattern.parse(pattern));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "Get", "", "GET ", "G,ET"})
    void parse_badMethod_fails(String method) {
        assertThrows(IllegalArgumentException.class, () -> Rule.demanding(method, "/a", A));
        assertThrows(IllegalArgumentException.class, () -> Rule.opening(method, "/a"));
    }

    @Test
    void openToAll_onlyIfEverythingIs() {
        assertTrue(rules(Rule.opening("/*")).openToAll());
        assertTrue(rules(Rule.opening("/*"), Rule.opening("GET", "/a")).openToAll());
        assertFalse(rules().openToAll());
        assertFalse(rules(Rule.opening("/a/*")).openToAll());
        assertFalse(rules(Rule.opening("GET", "/*")).openToAll());
        assertFalse(rules(Rule.opening("/*"), Rule.demanding("/a", A)).openToAll());
    }
}
