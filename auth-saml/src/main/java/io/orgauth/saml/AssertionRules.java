package io.orgauth.saml;

import io.orgauth.saml.Trail.Words;
import io.orgauth.sso.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** What an assertion must say to be for us, now, and about one person who has signed in (Core, 2; Profiles, 4.1.4.2). */
final class AssertionRules {
    private final Expectation expected;
    private final Times times;
    private final Trail trail;
    private final MessageRules message;

    AssertionRules(Expectation expected, Times times, Trail trail) {
        this.expected = expected;
        this.times = times;
        this.trail = trail;
        this.message = new MessageRules(expected, times, trail);
    }

    /** From when on the assertion would be too old. */
    Instant check(AssertionShape assertion) {
        ResponseShape.requireVersion(assertion.assertion(), trail);
        message.requireId(assertion.assertion());
        message.requireIssuer(assertion.child("Issuer"), "issuer");
        message.requireIssueTime(assertion.assertion());
        requireNameId(assertion.child("Subject"));
        Optional<String> confirmed = new ConfirmationRules(expected, times, trail).check(assertion.child("Subject"));
        Optional<Element> conditions = assertion.child("Conditions");
        new ConditionRules(expected, times, trail).check(conditions);
        requireAuthentication(assertion.children("AuthnStatement"));
        requireReadableAttributes(assertion.children("AttributeStatement"));
        Optional<String> conditional = conditions.flatMap(element -> Elements.attribute(element, "NotOnOrAfter"));
        return Stream.of(confirmed, conditional)
                .flatMap(Optional::stream)
                .flatMap(time -> Times.parse(time).stream())
                .min(Instant::compareTo)
                .map(until -> until.plus(times.skew()))
                .orElse(times.now());
    }

    /** One NameID with a text, as it is (Core, 2.4.1); none only where the connection knows people by an attribute. */
    private void requireNameId(Optional<Element> subject) {
        List<Element> nameIds = subject.map(element -> Elements.children(element, XmlNames.SAML, "NameID"))
                .orElse(List.of());
        boolean named = nameIds.size() == 1
                && Elements.text(nameIds.get(0)).filter(text -> !text.isBlank()).isPresent();
        boolean mayBeAbsent = expected.subjectIsAttribute() && nameIds.isEmpty() && subject.isPresent();
        trail.check(
                "name_id",
                SamlReason.NAME_ID_MISSING,
                named || mayBeAbsent,
                () -> new Words(
                        "a subject with one NameID that is not empty",
                        subject.isEmpty()
                                ? "no subject"
                                : "a subject of " + Shown.text(Elements.outline(subject.get())),
                        "the identity provider's administrator: make a rule that sends the NameID, not encrypted"));
    }

    private void requireAuthentication(List<Element> statements) {
        trail.check(
                "authentication",
                SamlReason.AUTHENTICATION_MISSING,
                !statements.isEmpty(),
                () -> new Words(
                        "a statement of when the person signed in",
                        statements.size() + " statements",
                        "the identity provider's administrator"));
        statements.forEach(this::requireCurrentAuthentication);
    }

    private void requireCurrentAuthentication(Element statement) {
        Optional<String> instant = Elements.attribute(statement, "AuthnInstant");
        trail.check(
                "authentication_time",
                SamlReason.AUTHENTICATION_TIME_NOT_VALID,
                times.hasCome(instant),
                () -> new Words(
                        "signed in before " + times.ours(),
                        times.shown(instant),
                        "whose clock is wrong, ours or the identity provider's: synchronize both"));
        Optional<String> end = Elements.attribute(statement, "SessionNotOnOrAfter");
        trail.check(
                "session_end",
                SamlReason.SESSION_EXPIRED,
                end.isEmpty() || times.liesAhead(end),
                () -> new Words(
                        "a session that lasts beyond " + times.ours(),
                        times.shown(end),
                        "whoever signs in: sign in again at the identity provider"));
    }

    private void requireReadableAttributes(List<Element> statements) {
        List<Element> all = statements.stream()
                .flatMap(statement -> Elements.children(statement).stream())
                .toList();
        trail.check(
                "attributes",
                SamlReason.ATTRIBUTE_NOT_READABLE,
                all.stream().allMatch(AssertionRules::isReadable),
                () -> new Words(
                        "attributes with names, not encrypted one by one",
                        all.size() + " attributes",
                        "the identity provider's administrator: encrypt the whole assertion instead"));
        trail.note(
                "attributes_that_came",
                Finding.Outcome.PASSED,
                () -> new Words(
                        "those that the connection maps",
                        Shown.texts(all.stream()
                                .flatMap(attribute -> Elements.attribute(attribute, "Name").stream())
                                .toList()),
                        ""));
    }

    private static boolean isReadable(Element attribute) {
        return Elements.is(attribute, XmlNames.SAML, "Attribute")
                && Elements.attribute(attribute, "Name")
                        .filter(name -> !name.isBlank())
                        .isPresent();
    }
}
