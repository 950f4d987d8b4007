package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.examples.server.SamlWorld.OnTheWay;
import io.orgauth.identity.Session;
import io.orgauth.session.Next;
import io.orgauth.session.SignInException;
import io.orgauth.session.SignInReason;
import io.orgauth.sso.Callback;
import io.orgauth.testkit.FakeIdentityProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The whole way through the control plane, by a provider that shares no code with auth-saml; and what stops it at once. */
class SamlSignInTest {
    private static final int ROUNDS = 50;

    private final SamlWorld world = new SamlWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void signIn_goodAnswer_givesASessionWithMappedRoles() {
        OnTheWay way = world.begin(world.okta);

        Session session = session(world.back(way, way.answered(world.idp)));

        assertEquals(world.ada.id(), session.user());
        assertEquals(Optional.of(world.acme.id()), session.organization());
        assertEquals(Set.of(Role.VIEWER), world.membership().mappedRoles());
        assertEquals(Set.of(Role.MEMBER), world.membership().manualRoles());
        assertTrue(world.isLinked());
    }

    /** Groups are those of now. */
    @Test
    void signIn_mappingGone_takesTheRoleAtTheNextSignIn() {
        OnTheWay first = world.begin(world.okta);
        world.back(first, first.answered(world.idp));
        world.auth.roleMappings().remove(world.acme.id(), "researchers");
        OnTheWay second = world.begin(world.okta);
        world.back(second, second.answered(world.idp));

        assertEquals(Set.of(), world.membership().mappedRoles());
    }

    @Test
    void signIn_connectionDisabledOnTheWay_isRefused() {
        OnTheWay way = world.begin(world.okta);
        Callback answer = way.answered(world.idp);
        world.auth.connections().disable(world.acme.id(), world.okta.id());

        assertRefused(SignInReason.CONNECTION_NOT_AVAILABLE, () -> world.back(way, answer));
        assertFalse(world.isLinked());
    }

    @Test
    void signIn_certificateRemovedOnTheWay_isRefusedOnEveryNode() {
        OnTheWay way = world.begin(world.okta);
        OnTheWay other = world.begin(world.okta);
        world.auth.connections().change(world.withKeyOf(FakeIdentityProvider.okta()));

        SignInException refusal =
                assertRefused(SignInReason.IDENTITY_NOT_PROVEN, () -> world.back(way, way.answered(world.idp)));
        assertEquals(Optional.of("saml_signature_not_verified"), cause(refusal));
        assertRefused(
                SignInReason.IDENTITY_NOT_PROVEN,
                () -> SamlWorld.backAt(world.otherNode, other.connection(), other, other.answered(world.idp)));
        assertFalse(world.isLinked());
    }

    /** Which rule it was, for the administrators of the organization whose connection it is. */
    private Optional<String> cause(SignInException refusal) {
        return refusal.trace()
                .flatMap(id -> world.stores.signInTraces().find(Optional.of(world.acme.id()), id))
                .flatMap(trace -> trace.details().string("reason"));
    }

    @Test
    void signIn_atTheAddressOfOrganizationB_isRefused() {
        OnTheWay way = world.begin(world.okta);

        assertRefused(
                SignInReason.STEP_NOT_EXPECTED,
                () -> SamlWorld.backAt(world.auth, world.keycloak.id(), way, way.answered(world.idp)));
    }

    /** Globex's administrators can write any name; it opens nothing at Acme. */
    @Test
    void signIn_organizationBsProviderNamesOurs_entersNeither() {
        OnTheWay way = world.begin(world.keycloak);

        assertRefused(SignInReason.NOT_KNOWN_HERE, () -> world.back(way, way.answered(world.globexIdp)));
        assertFalse(world.isLinked());
    }

    /** Globex's own provider, answering in Acme's name what Acme's was asked. */
    @Test
    void signIn_organizationBsProviderAnswersForOurs_isRefused() {
        OnTheWay way = world.begin(world.okta);

        assertRefused(SignInReason.IDENTITY_NOT_PROVEN, () -> world.back(way, way.answered(world.globexIdp)));
    }

    @Test
    void signIn_domainMovedOnTheWay_linksNobody() {
        OnTheWay way = world.begin(world.okta);
        Callback answer = way.answered(world.idp);
        world.auth.domains().remove(world.acme.id(), "acme.com");
        world.auth.domains().claim(world.globex.id(), "acme.com");
        world.auth.domains().vouchFor(world.globex.id(), "acme.com");

        assertRefused(SignInReason.NOT_KNOWN_HERE, () -> world.back(way, answer));
        assertFalse(world.isLinked());
    }

    /** Fifty times one answer at two nodes at once: one session each. */
    @Test
    void signIn_sameAnswerAtTwoNodes_isTakenOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                OnTheWay way = world.begin(world.okta);
                Callback answer = way.answered(world.idp);
                List<Callable<Boolean>> both =
                        List.of(() -> enters(world.auth, way, answer), () -> enters(world.otherNode, way, answer));
                int sessions = 0;
                for (Future<Boolean> outcome : threads.invokeAll(both)) {
                    sessions += outcome.get() ? 1 : 0;
                }
                assertEquals(1, sessions);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(ROUNDS, world.stores.sessions().ofUser(world.ada.id()).size());
    }

    private static boolean enters(ControlPlane node, OnTheWay way, Callback answer) {
        try {
            session(SamlWorld.backAt(node, way.connection(), way, answer));
            return true;
        } catch (SignInException e) {
            assertEquals(SignInReason.PENDING_NOT_VALID, e.reason());
            return false;
        }
    }

    private static Session session(Next next) {
        return assertInstanceOf(Next.Done.class, next).session().session();
    }

    private static SignInException assertRefused(SignInReason reason, Executable step) {
        SignInException refusal = assertThrows(SignInException.class, step);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        return refusal;
    }
}
