package io.orgauth.examples.ownusers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.orgauth.Grant;
import io.orgauth.Grants;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.Subject;
import io.orgauth.examples.ownusers.StaffTable.Person;
import io.orgauth.http.Decision;
import io.orgauth.http.Gate;
import io.orgauth.http.HttpRequest;
import io.orgauth.token.AccessToken;
import io.orgauth.token.JwsAlgorithm;
import io.orgauth.token.SigningKeyStore;
import io.orgauth.token.SigningKeys;
import io.orgauth.token.TokenIssuer;
import io.orgauth.token.TokenVerifier;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A product that has users already and keeps them. It implements {@link Grants} over its own table, and issues and admits
 * tokens with auth-core; how people prove themselves stays its own business. No class of auth-identity is used.
 */
class OwnUsersTest {
    private static final String ISSUER = "https://accounts.product.example";
    private static final String DATA_PLANE = "https://data.acme.example";
    private static final OrganizationId ACME = OrganizationId.of("acme");
    private static final OrganizationId GLOBEX = OrganizationId.of("globex");
    private static final Permission READ = Permission.of("models:read");

    private final StaffTable staff = new StaffTable(ISSUER);
    private final SigningKeys keys = SigningKeys.builder()
            .store(SigningKeyStore.inMemory())
            .sealedBy(SealingKey.inMemory())
            .algorithm(JwsAlgorithm.ES256)
            .tickedByCaller()
            .build();
    private final TokenIssuer tokens =
            TokenIssuer.builder().issuer(ISSUER).signingKeys(keys).build();

    // Each data plane is one company's, and admits nobody else's people.
    private final TokenVerifier verifier = TokenVerifier.builder()
            .issuer(ISSUER)
            .audience(DATA_PLANE)
            .organization(ACME.value())
            .keys(keys.keySource())
            .build();
    private final Gate dataPlane = Gate.builder()
            .accept(verifier)
            .require("GET", "/models/*", READ)
            .require("PUT", "/models/*", Permission.of("models:write"))
            .build();

    @BeforeEach
    void hire() {
        staff.put(new Person("4711", "acme", "engineer", true));
        staff.put(new Person("4712", "acme", "intern", true));
        staff.put(new Person("9001", "globex", "engineer", true));
    }

    @AfterEach
    void close() {
        verifier.close();
        keys.close();
    }

    /** What the product's sign-in does once it has checked a password in its own way. */
    private Optional<String> tokenFor(String number, OrganizationId company) {
        Subject subject = Subject.of(ISSUER, number);
        return staff.current(subject, company).map(grant -> issue(subject, company, grant));
    }

    private String issue(Subject subject, OrganizationId company, Grant grant) {
        return tokens.issue(AccessToken.builder()
                .organization(company)
                .subject(subject)
                .audience(DATA_PLANE)
                .clientId("product-web")
                .permissions(grant.permissions())
                .roles(grant.roles())
                .build());
    }

    private Decision asks(String method, String token) {
        return dataPlane.decide(HttpRequest.builder(method, "/models/7")
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private int refusal(String method, String token) {
        return assertInstanceOf(Decision.Answer.class, asks(method, token))
                .response()
                .status();
    }

    @Test
    void person_ofTheTable_isAPrincipal() {
        Decision decision = asks("PUT", tokenFor("4711", ACME).orElseThrow());
        Principal caller = assertInstanceOf(Decision.Admitted.class, decision).principal();
        assertEquals(Subject.of(ISSUER, "4711"), caller.subject());
        assertEquals(ACME, caller.organization());
        assertEquals(Set.of(Role.of("engineer")), caller.roles());
    }

    @Test
    void rank_decidesWhatIsPermitted() {
        String intern = tokenFor("4712", ACME).orElseThrow();
        assertInstanceOf(Decision.Admitted.class, asks("GET", intern));
        assertEquals(403, refusal("PUT", intern));
    }

    @Test
    void whoLeft_getsNoTokenAtTheNextCall() {
        staff.put(new Person("4711", "acme", "engineer", false));
        assertEquals(Optional.empty(), tokenFor("4711", ACME));
        assertEquals(Optional.empty(), tokenFor("0000", ACME));
    }

    @Test
    void whoWasMoved_getsOtherRightsAtTheNextCall() {
        staff.put(new Person("4711", "acme", "intern", true));
        assertEquals(403, refusal("PUT", tokenFor("4711", ACME).orElseThrow()));
    }

    @Test
    void rankThatTheProductDoesNotKnow_permitsNothing() {
        staff.put(new Person("4713", "acme", "astronaut", true));
        assertEquals(403, refusal("GET", tokenFor("4713", ACME).orElseThrow()));
    }

    @Test
    void otherCompanysPerson_isNotAdmitted() {
        assertEquals(Optional.empty(), tokenFor("9001", ACME));
        assertEquals(401, refusal("GET", tokenFor("9001", GLOBEX).orElseThrow()));
    }

    @Test
    void sameNumberAtAnotherIssuer_isNobody() {
        assertEquals(Optional.empty(), staff.current(Subject.of("https://other.example", "4711"), ACME));
    }

    @Test
    void narrowedToken_hasNoMoreThanItWasCutDownTo() {
        Subject subject = Subject.of(ISSUER, "4711");
        Grant all = staff.current(subject, ACME).orElseThrow();
        String narrowed = issue(subject, ACME, all.narrowedTo(Set.of(READ, Permission.of("billing:read"))));
        Principal caller = verifier.verify(narrowed);
        assertEquals(Set.of(READ), caller.permissions());
        assertEquals(Set.of(), caller.roles());
        assertEquals(403, refusal("PUT", narrowed));
    }
}
