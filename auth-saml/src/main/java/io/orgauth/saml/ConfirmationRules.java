package io.orgauth.saml;

import io.orgauth.saml.Trail.Words;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * The bearer confirmation: to whom, until when and upon which request the assertion was handed out (Profiles, 4.1.4.2 and 4.1.4.3).
 * One that is wholly right is enough.
 */
final class ConfirmationRules {
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    private final Expectation expected;
    private final Times times;
    private final Trail trail;

    ConfirmationRules(Expectation expected, Times times, Trail trail) {
        this.expected = expected;
        this.times = times;
        this.trail = trail;
    }

    /** When the confirmation ends. */
    Optional<String> check(Optional<Element> subject) {
        List<Element> bearers = subject.map(ConfirmationRules::bearerData).orElse(List.of());
        boolean confirmed = trail.check(
                "confirmation",
                SamlReason.CONFIRMATION_MISSING,
                !bearers.isEmpty(),
                () -> new Words(
                        "a bearer confirmation with its data",
                        bearers.size() + " of them",
                        "the identity provider's administrator"));
        if (!confirmed) {
            return Optional.empty();
        }
        // Of several, one that is right; if none is, the first is what findings are about.
        Element chosen = bearers.stream().filter(this::isRight).findFirst().orElse(bearers.get(0));
        checkEach(chosen);
        return end(chosen);
    }

    private static List<Element> bearerData(Element subject) {
        return Elements.children(subject, XmlNames.SAML, "SubjectConfirmation").stream()
                .filter(confirmation -> Elements.attribute(confirmation, "Method")
                        .filter(BEARER::equals)
                        .isPresent())
                .map(confirmation -> Elements.children(confirmation, XmlNames.SAML, "SubjectConfirmationData"))
                .filter(data -> data.size() == 1)
                .map(data -> data.get(0))
                .toList();
    }

    private boolean isRight(Element data) {
        return isForUs(data)
                && times.liesAhead(end(data))
                && hasNoBeginning(data)
                && Elements.attribute(data, "InResponseTo").equals(expected.inResponseTo());
    }

    private void checkEach(Element data) {
        trail.check(
                "recipient",
                SamlReason.RECIPIENT_NOT_OURS,
                isForUs(data),
                () -> new Words(
                        "recipient " + Shown.text(expected.acs()),
                        Shown.text(Elements.attribute(data, "Recipient")),
                        "the identity provider's administrator: set the assertion consumer service to ours"));
        trail.check(
                "confirmation_end",
                SamlReason.CONFIRMATION_EXPIRED,
                times.liesAhead(end(data)),
                () -> new Words(
                        "a confirmation that ends after " + times.ours(),
                        times.shown(end(data)),
                        "whoever signs in: begin again; or whose clock is wrong: synchronize both"));
        trail.check(
                "confirmation_beginning",
                SamlReason.CONFIRMATION_HAS_BEGINNING,
                hasNoBeginning(data),
                () -> new Words(
                        "no beginning, or, where that is allowed here, one before " + times.ours(),
                        times.shown(beginning(data)),
                        "the identity provider's administrator: leave NotBefore out of the confirmation, or allow it here"));
        new MessageRules(expected, times, trail)
                .requireInResponseTo(Elements.attribute(data, "InResponseTo"), "in_response_to");
    }

    private boolean isForUs(Element data) {
        return Elements.attribute(data, "Recipient")
                .filter(expected.acs()::equals)
                .isPresent();
    }

    private boolean hasNoBeginning(Element data) {
        Optional<String> beginning = beginning(data);
        return beginning.isEmpty() || (expected.policy().confirmationBeginning() && times.hasCome(beginning));
    }

    private static Optional<String> beginning(Element data) {
        return Elements.attribute(data, "NotBefore");
    }

    private static Optional<String> end(Element data) {
        return Elements.attribute(data, "NotOnOrAfter");
    }
}
