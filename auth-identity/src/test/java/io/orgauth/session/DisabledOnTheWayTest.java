package io.orgauth.session;

import static io.orgauth.session.MachineFixture.ask;
import static io.orgauth.session.MachineFixture.request;
import static io.orgauth.session.MachineFixture.session;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.Role;
import io.orgauth.identity.User;
import io.orgauth.session.Next.What;
import io.orgauth.session.testing.StubAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is disabled or removed between two steps of a sign-in does not get to its end. */
class DisabledOnTheWayTest {
    private static final StubAnswer ADA = StubAnswer.of("ada-1").email("ada@acme.com");

    private final MachineFixture fixture = new MachineFixture();
    private User ada;

    @BeforeEach
    void members() {
        ada = fixture.person(fixture.acme, "ada@acme.com", Role.MEMBER);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                row(
                        "the user is disabled",
                        (fixture, user) -> fixture.auth.users().disable(user.id())),
                row(
                        "the membership is disabled",
                        (fixture, user) -> fixture.auth.members().disable(fixture.acme, user.id())),
                row(
                        "the membership is removed",
                        (fixture, user) -> fixture.auth.members().remove(fixture.acme, user.id())),
                row(
                        "the organization is disabled",
                        (fixture, user) -> fixture.auth.organizations().disable(fixture.acme)));
    }

    private static Arguments row(String what, BiConsumer<MachineFixture, User> way) {
        return Arguments.of(what, way);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void beforeThePassword(String what, BiConsumer<MachineFixture, User> way) {
        Next.Ask asked = ask(What.PASSWORD, fixture.signIn.begin(request().of("ada@acme.com")));
        way.accept(fixture, ada);

        assertNobody(() -> fixture.typed(asked.handle(), MachineFixture.PASSWORD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void beforeTheChoiceOfTheOrganization(String what, BiConsumer<MachineFixture, User> way) {
        fixture.auth.users().join(fixture.globex, ada.id(), Role.MEMBER);
        Next.Ask which = ask(What.ORGANIZATION, fixture.password(request().of("ada@acme.com")));
        way.accept(fixture, ada);

        assertNobody(() -> fixture.signIn.organization(which.handle(), fixture.acme, MachineFixture.DEVICE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void atTheProviderForTheFirstTime(String what, BiConsumer<MachineFixture, User> way) {
        Next.Redirect sent = fixture.started(fixture.connection);
        way.accept(fixture, ada);

        assertNobody(() -> fixture.back(sent, ADA));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void atTheProviderAfterBeingLinked(String what, BiConsumer<MachineFixture, User> way) {
        session(fixture.through(fixture.connection, ADA));
        fixture.auth.sessions().endAll(ada.id(), Optional.empty());
        Next.Redirect sent = fixture.started(fixture.connection);
        way.accept(fixture, ada);

        assertNobody(() -> fixture.back(sent, ADA));
    }

    private void assertNobody(Runnable step) {
        List<Object> before = fixture.everything();
        try {
            step.run();
        } catch (SignInException refusal) {
            assertEquals(before, fixture.everything());
            return;
        }
        throw new AssertionError("somebody was signed in");
    }
}
