package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AuthUnavailableException;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Reason;
import io.orgauth.ReplayGuard;
import io.orgauth.sso.Callback;
import io.orgauth.sso.Connection;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import io.orgauth.sso.SsoContext;
import io.orgauth.sso.SsoReason;
import io.orgauth.testkit.FakeIdentityProvider;
import io.orgauth.testkit.Persona;
import io.orgauth.testkit.SamlFault;
import io.orgauth.testkit.SamlRequest;
import io.orgauth.testkit.SamlResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way: a request of ours, an answer of a provider that shares no code with us, and what it proves. */
class SamlSignInTest {
    private static final String ADA = "ada@acme.com";

    private static final FakeIdentityProvider IDP = provider(Persona.okta());

    private final Connection connection = open(IDP, SamlFixture.context());
    private final LoginStep step = connection.start("/home");
    private final PendingLogin pending = step.pending();

    @Test
    void finish_goodAnswer_provesThePerson() {
        ExternalIdentity who = connection.finish(answered(IDP.samlResponse(step)), pending);

        assertEquals(SamlFixture.CONNECTION, who.connection());
        assertEquals(Optional.of(ADA), who.assertedEmail());
        assertTrue(who.subject().startsWith("[\"name_id\","));
        assertTrue(who.authentication().time().isPresent());
    }

    static Stream<Arguments> personas() {
        return Stream.of(
                Arguments.of("okta", Persona.okta()),
                Arguments.of("entra", Persona.entraId()),
                Arguments.of("google-workspace", Persona.googleWorkspace()),
                Arguments.of("keycloak", Persona.keycloak()),
                Arguments.of("adfs", Persona.adfs()),
                Arguments.of("pingfederate", Persona.pingFederate()),
                Arguments.of("onelogin", Persona.oneLogin()));
    }

    /** What each sends by default is found by the vendor's name alone. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("personas")
    void finish_eachVendor_isUnderstood(String vendor, Persona persona) {
        FakeIdentityProvider theirs = provider(persona);
        SamlConnection.Builder builder = SamlFixture.connection(IdentityProviderMetadata.parse(theirs.metadata()))
                .vendor(vendor);
        Connection opened = SamlFixture.open(builder.build());
        LoginStep begun = opened.start("/home");

        ExternalIdentity who = opened.finish(answered(theirs.samlResponse(begun)), begun.pending());

        assertEquals(Optional.of(ADA), who.assertedEmail());
        assertEquals(Optional.of("Ada Lovelace"), who.displayName());
    }

    /**
     * Without an address somebody is still somebody, and an answer to this very request is as old as it may be; a replay needs a first
     * use, see below.
     */
    @ParameterizedTest
    @EnumSource(
            value = SamlFault.class,
            mode = Mode.EXCLUDE,
            names = {"WITHOUT_EMAIL", "REPLAYED", "ISSUED_LONG_AGO"})
    void finish_oneFault_isRefused(SamlFault fault) {
        Callback answer = answered(IDP.samlResponse(pending).with(fault));

        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> connection.finish(answer, pending));
        assertTrue(refusal.reason() instanceof SamlReason, refusal.getMessage());
    }

    @Test
    void finish_assertionOfAnEarlierAnswer_isRefused() {
        connection.finish(answered(IDP.samlResponse(pending)), pending);
        PendingLogin next = connection.start("/").pending();

        assertRefused(
                SamlReason.ASSERTION_REPLAYED,
                () -> connection.finish(answered(IDP.samlResponse(next).with(SamlFault.REPLAYED)), next));
    }

    @Test
    void finish_sameAnswerTwice_isRefused() {
        Callback answer = answered(IDP.samlResponse(pending));
        connection.finish(answer, pending);

        assertRefused(SamlReason.ASSERTION_REPLAYED, () -> connection.finish(answer, pending));
    }

    /** A refused answer must not use up the id of the good one. */
    @Test
    void finish_refusedAnswer_isNotRemembered() {
        Callback answer = answered(IDP.samlResponse(pending));
        PendingLogin other = connection.start("/").pending();
        Callback elsewhere = posted(answer, other.handle());

        assertRefused(SamlReason.IN_RESPONSE_TO_OTHER_REQUEST, () -> connection.finish(elsewhere, other));
        assertEquals(Optional.of(ADA), connection.finish(answer, pending).assertedEmail());
    }

    @Test
    void finish_replayGuardDown_letsNobodyIn() {
        SsoContext broken = SsoContext.builder()
                .issuer(SamlFixture.ISSUER)
                .clock(SamlFixture.CLOCK)
                .replayGuard((scope, id, until) -> {
                    throw new AuthUnavailableException(SsoReason.UNSOLICITED, "the store does not answer");
                })
                .build();
        Connection opened = open(IDP, broken);

        assertThrows(AuthUnavailableException.class, () -> opened.finish(answered(IDP.samlResponse(pending)), pending));
    }

    /** Until the assertion would be refused anyway, and no shorter. */
    @Test
    void finish_remembersTheAssertion_asLongAsItCounts() {
        record Use(String scope, Instant until) {}
        List<Use> uses = new CopyOnWriteArrayList<>();
        SsoContext recording = SsoContext.builder()
                .issuer(SamlFixture.ISSUER)
                .clock(SamlFixture.CLOCK)
                .replayGuard((scope, id, until) -> uses.add(new Use(scope, until)))
                .build();
        NameId ada = new NameId("x7", Optional.empty(), Optional.empty(), Optional.empty());
        String answer =
                AnswerText.of(ada).to(pending.value("request_id").orElseThrow()).signedBy(SamlFixture.THEIRS);

        SamlFixture.open(SamlFixture.connection().build(), recording).finish(form(answer, pending.handle()), pending);

        assertEquals(List.of(new Use(SamlFixture.CONNECTION, SamlFixture.NOW.plusSeconds(300 + 60))), uses);
    }

    /** Two nodes share a guard: of two that get the same answer at once, one signs in. */
    @Test
    void finish_sameAnswerOnTwoNodes_isTakenOnce() throws Exception {
        ReplayGuard shared = ReplayGuard.inMemory(SamlFixture.CLOCK);
        List<Connection> nodes = List.of(open(IDP, sharing(shared)), open(IDP, sharing(shared)));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 50; round++) {
                PendingLogin begun = nodes.get(0).start("/").pending();
                Callback answer = answered(IDP.samlResponse(begun));
                List<Callable<Boolean>> both = nodes.stream()
                        .<Callable<Boolean>>map(node -> () -> finishes(node, answer, begun))
                        .toList();
                int accepted = 0;
                for (Future<Boolean> outcome : threads.invokeAll(both)) {
                    accepted += outcome.get() ? 1 : 0;
                }
                assertEquals(1, accepted);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static SsoContext sharing(ReplayGuard guard) {
        return SsoContext.builder()
                .issuer(SamlFixture.ISSUER)
                .clock(SamlFixture.CLOCK)
                .replayGuard(guard)
                .build();
    }

    private static boolean finishes(Connection node, Callback answer, PendingLogin begun) {
        try {
            node.finish(answer, begun);
            return true;
        } catch (InvalidCredentialException e) {
            assertEquals(SamlReason.ASSERTION_REPLAYED, e.reason());
            return false;
        }
    }

    @Test
    void finish_pendingLoginOfAnother_isRefusedUnread() {
        Callback answer = answered(IDP.samlResponse(pending));
        PendingLogin otherConnection = with(pending.handle(), "con_globex", pending.expires());
        PendingLogin otherBrowser = with("another", SamlFixture.CONNECTION, pending.expires());
        PendingLogin over = with(pending.handle(), SamlFixture.CONNECTION, SamlFixture.NOW);
        PendingLogin noRequest =
                new PendingLogin(pending.handle(), SamlFixture.CONNECTION, "/", pending.expires(), Map.of());

        for (PendingLogin wrong : List.of(otherConnection, otherBrowser, over, noRequest)) {
            assertRefused(SsoReason.UNSOLICITED, () -> connection.finish(answer, wrong));
        }
        assertRefused(
                SsoReason.UNSOLICITED,
                () -> connection.finish(
                        Callback.posted(
                                Map.of("SAMLResponse", IDP.samlResponse(pending).encode())),
                        pending));
    }

    private PendingLogin with(String handle, String of, Instant expires) {
        return new PendingLogin(
                handle,
                of,
                "/",
                expires,
                Map.of("request_id", pending.value("request_id").orElseThrow()));
    }

    @Test
    void finish_callbackOfAnotherKind_isRefused() {
        String response = IDP.samlResponse(pending).encode();
        String handle = pending.handle();
        List<Map<String, String>> forms = List.of(
                Map.of("RelayState", handle),
                Map.of("RelayState", handle, "SAMLResponse", response, "SAMLRequest", response),
                Map.of("RelayState", handle, "SAMLResponse", response, "SAMLart", "AAQ"));

        for (Map<String, String> form : forms) {
            assertRefused(SsoReason.CALLBACK_MALFORMED, () -> connection.finish(Callback.posted(form), pending));
        }
    }

    /** The same provider's answer for organization A, sent to organization B's address. */
    @Test
    void finish_answerForAnotherConnection_isRefused() {
        Connection globex = SamlFixture.open(SamlFixture.connection(IdentityProviderMetadata.parse(IDP.metadata()))
                .id("con_globex")
                .build());
        PendingLogin theirs = globex.start("/").pending();
        Callback forAcme = posted(answered(IDP.samlResponse(pending)), theirs.handle());

        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> globex.finish(forAcme, theirs));
        assertTrue(refusal.reason() instanceof SamlReason);
    }

    @Test
    void finish_removedCertificate_isRefused() {
        Connection rolledOver = SamlFixture.open(SamlFixture.connection(IdentityProviderMetadata.of(
                        IDP.entityId(), IDP.ssoUrl(), List.of(SamlFixture.THEIR_NEXT.certificate())))
                .build());

        assertRefused(
                SamlReason.SIGNATURE_NOT_VERIFIED,
                () -> rolledOver.finish(answered(IDP.samlResponse(pending)), pending));
    }

    @Test
    void finish_whileTheProviderRollsOver_takesEither() {
        Connection both = SamlFixture.open(SamlFixture.connection(IdentityProviderMetadata.of(
                        IDP.entityId(), IDP.ssoUrl(), List.of(SamlFixture.THEIR_NEXT.certificate(), IDP.certificate())))
                .build());

        assertEquals(
                Optional.of(ADA),
                both.finish(answered(IDP.samlResponse(pending)), pending).assertedEmail());
    }

    @Test
    void finish_encryptedAnswer_isDecryptedByEachOfOurKeys() {
        for (ServiceProviderKey key : List.of(SamlFixture.OURS, SamlFixture.OUR_NEXT)) {
            Connection opened = SamlFixture.open(settings(IDP)
                    .decryptionKey(SamlFixture.OURS)
                    .decryptionKey(SamlFixture.OUR_NEXT)
                    .build());
            SamlResponse answer = IDP.samlResponse(pending).encryptedByGcm(key.certificate());

            assertEquals(
                    Optional.of(ADA), opened.finish(answered(answer), pending).assertedEmail());
        }
    }

    @Test
    void finish_cbc_isTakenOnlyWhereItIsAllowed() {
        Callback answer = answered(IDP.samlResponse(pending).encryptedByCbc(SamlFixture.OURS.certificate()));
        SamlConnection.Builder builder = settings(IDP).decryptionKey(SamlFixture.OURS);
        Connection strict = SamlFixture.open(builder.build());
        Connection lax = SamlFixture.open(builder.allow(SamlLaxity.CBC).build());

        assertRefused(SamlReason.ENCRYPTION_ALGORITHM_NOT_ALLOWED, () -> strict.finish(answer, pending));
        assertEquals(Optional.of(ADA), lax.finish(answer, pending).assertedEmail());
    }

    @Test
    void finishUnsolicited_unlessAllowed_isRefused() {
        Callback answer = unsolicited();

        assertRefused(SsoReason.UNSOLICITED, () -> connection.finishUnsolicited(answer));
    }

    @Test
    void finishUnsolicited_allowed_isTakenOnce() {
        Connection open = SamlFixture.open(settings(IDP).allowUnsolicited().build());
        Callback answer = unsolicited();

        assertEquals(Optional.of(ADA), open.finishUnsolicited(answer).assertedEmail());
        assertRefused(SamlReason.ASSERTION_REPLAYED, () -> open.finishUnsolicited(answer));
    }

    /** A stolen answer to somebody's request must not come in by the other door, nor the other way round. */
    @Test
    void finish_answersOfTheOtherKind_areRefused() {
        Connection open = SamlFixture.open(settings(IDP).allowUnsolicited().build());

        assertRefused(
                SamlReason.IN_RESPONSE_TO_NOT_EXPECTED,
                () -> open.finishUnsolicited(answered(IDP.samlResponse(pending))));
        assertRefused(
                SamlReason.IN_RESPONSE_TO_OTHER_REQUEST,
                () -> open.finish(posted(unsolicited(), pending.handle()), pending));
    }

    @Test
    void finish_laterThanTheAnswerCounts_isRefused() {
        Connection later = open(IDP, SamlFixture.context(SamlFixture.later(Duration.ofMinutes(9))));

        assertThrows(
                InvalidCredentialException.class, () -> later.finish(answered(IDP.samlResponse(pending)), pending));
    }

    private Callback unsolicited() {
        return answered(IDP.samlResponse(SamlRequest.unsolicited(SamlFixture.ENTITY_ID, SamlFixture.CONSUMER)));
    }

    private static FakeIdentityProvider provider(Persona persona) {
        return FakeIdentityProvider.of(persona).clock(SamlFixture.CLOCK);
    }

    private static SamlConnection.Builder settings(FakeIdentityProvider idp) {
        return SamlFixture.connection(IdentityProviderMetadata.parse(idp.metadata()))
                .vendor("okta");
    }

    private static Connection open(FakeIdentityProvider idp, SsoContext context) {
        ConnectionRecord record = settings(idp).build();
        return SamlFixture.open(record, context);
    }

    private static Callback answered(SamlResponse answer) {
        return answer.callback();
    }

    private static Callback posted(Callback answer, String handle) {
        return form(answer.parameter("SAMLResponse").orElseThrow(), handle);
    }

    private static Callback form(String response, String handle) {
        return Callback.posted(Map.of("SAMLResponse", response, "RelayState", handle));
    }

    private static void assertRefused(Reason reason, Executable call) {
        InvalidCredentialException refusal = assertThrows(InvalidCredentialException.class, call);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
    }
}
