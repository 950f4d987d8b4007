package io.orgauth.saml;

import io.orgauth.saml.Trail.Words;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * What holds for responses and assertions alike, and for a response as such (Core, 3.2.2; Bindings, 3.5.5.2). What is absent is not
 * fine: each absence that matters is a refusal.
 */
final class MessageRules {
    private static final String ENTITY = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";

    private final Expectation expected;
    private final Times times;
    private final Trail trail;

    MessageRules(Expectation expected, Times times, Trail trail) {
        this.expected = expected;
        this.times = times;
        this.trail = trail;
    }

    void check(ResponseShape response) {
        Element element = response.response();
        requireId(element);
        // A response may name no issuer; an assertion must.
        response.issuer().ifPresent(issuer -> requireIssuer(Optional.of(issuer), "response_issuer"));
        requireDestination(response);
        requireIssueTime(element);
        requireInResponseTo(Elements.attribute(element, "InResponseTo"), "response_in_response_to");
    }

    void requireId(Element element) {
        trail.check(
                "id",
                SamlReason.ID_MALFORMED,
                Elements.attribute(element, "ID").filter(id -> !id.isBlank()).isPresent(),
                () -> new Words("an ID of " + Elements.name(element), "its kind", "the identity provider's maker"));
    }

    /** The issuer is exactly the identity provider of this connection, never one that the message may choose. */
    void requireIssuer(Optional<Element> issuer, String name) {
        Optional<String> format = issuer.flatMap(element -> Elements.attribute(element, "Format"));
        Optional<String> value = issuer.flatMap(Elements::uri);
        trail.check(
                name,
                SamlReason.ISSUER_NOT_EXPECTED,
                value.filter(expected.identityProvider()::equals).isPresent()
                        && format.filter(other -> !other.equals(ENTITY)).isEmpty(),
                () -> new Words(
                        "issuer " + Shown.text(expected.identityProvider()),
                        Shown.text(value)
                                + format.map(as -> " as " + Shown.text(as)).orElse(""),
                        "us, if the identity provider's entity id is another: a changed one is another connection"));
    }

    void requireIssueTime(Element element) {
        Optional<String> time = Elements.attribute(element, "IssueInstant");
        trail.check(
                "issue_time",
                SamlReason.ISSUE_TIME_NOT_VALID,
                times.hasCome(time),
                () -> new Words(
                        Elements.name(element) + " issued before " + times.ours(),
                        times.shown(time),
                        "whose clock is wrong, ours or the identity provider's: synchronize both"));
    }

    /** An answer is to the request that this browser made, or, where none is expected, to none. */
    void requireInResponseTo(Optional<String> request, String name) {
        Optional<String> ours = expected.inResponseTo();
        SamlReason reason =
                ours.isPresent() ? SamlReason.IN_RESPONSE_TO_OTHER_REQUEST : SamlReason.IN_RESPONSE_TO_NOT_EXPECTED;
        trail.check(
                name,
                reason,
                request.equals(ours),
                () -> new Words(
                        ours.isPresent() ? "the answer to " + Shown.text(ours) : "the answer to no request of ours",
                        Shown.text(request),
                        "whoever signs in: begin again; sign-ins begun at the identity provider must be allowed here"));
    }

    private void requireDestination(ResponseShape response) {
        Optional<String> destination = Elements.attribute(response.response(), "Destination");
        boolean mayBeAbsent = response.signature().isEmpty();
        trail.check(
                "destination",
                SamlReason.DESTINATION_NOT_OURS,
                destination.map(expected.acs()::equals).orElse(mayBeAbsent),
                () -> new Words(
                        "destination " + Shown.text(expected.acs()),
                        Shown.text(destination),
                        "the identity provider's administrator: set the assertion consumer service to ours"));
    }
}
