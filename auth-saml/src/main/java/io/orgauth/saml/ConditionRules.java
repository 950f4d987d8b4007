package io.orgauth.saml;

import io.orgauth.saml.Trail.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** Under which conditions the assertion holds (Core, 2.5): for whom and when. What we can't evaluate, we can't call met. */
final class ConditionRules {
    // OneTimeUse is met by the replay guard, which takes every assertion once; ProxyRestriction binds only who passes
    // it on.
    private static final Set<String> KNOWN =
            Set.of("saml:AudienceRestriction", "saml:OneTimeUse", "saml:ProxyRestriction");

    private final Expectation expected;
    private final Times times;
    private final Trail trail;

    ConditionRules(Expectation expected, Times times, Trail trail) {
        this.expected = expected;
        this.times = times;
        this.trail = trail;
    }

    void check(Optional<Element> conditions) {
        boolean there = trail.check(
                "conditions",
                SamlReason.CONDITIONS_MISSING,
                conditions.isPresent(),
                () -> new Words(
                        "conditions",
                        conditions.isPresent() ? "some" : "none",
                        "the identity provider's administrator"));
        if (there) {
            conditions.ifPresent(this::checkEach);
        }
    }

    private void checkEach(Element conditions) {
        Optional<String> beginning = Elements.attribute(conditions, "NotBefore");
        trail.check(
                "conditions_beginning",
                SamlReason.CONDITIONS_NOT_YET_MET,
                beginning.isEmpty() || times.hasCome(beginning),
                () -> new Words(
                        "conditions that hold at " + times.ours(),
                        "from " + times.shown(beginning),
                        "whose clock is wrong, ours or the identity provider's: synchronize both"));
        Optional<String> end = Elements.attribute(conditions, "NotOnOrAfter");
        trail.check(
                "conditions_end",
                SamlReason.CONDITIONS_EXPIRED,
                end.isEmpty() || times.liesAhead(end),
                () -> new Words(
                        "conditions that hold at " + times.ours(),
                        "until " + times.shown(end),
                        "whoever signs in: begin again; or whose clock is wrong: synchronize both"));
        requireKnown(conditions);
        requireAudience(conditions);
    }

    private void requireKnown(Element conditions) {
        List<String> unknown = Elements.children(conditions).stream()
                .map(Elements::name)
                .filter(name -> !KNOWN.contains(name))
                .toList();
        trail.check(
                "known_conditions",
                SamlReason.CONDITION_NOT_KNOWN,
                unknown.isEmpty(),
                () -> new Words(
                        "conditions that we can evaluate",
                        Shown.texts(unknown),
                        "the identity provider's administrator: remove the condition"));
    }

    /** Of each restriction one audience must be us, exactly: restrictions are all to be met, audiences are alternatives. */
    private void requireAudience(Element conditions) {
        List<Element> restrictions = Elements.children(conditions, XmlNames.SAML, "AudienceRestriction");
        boolean said = trail.check(
                "audience_said",
                SamlReason.AUDIENCE_MISSING,
                !restrictions.isEmpty(),
                () -> new Words(
                        "audience " + Shown.text(expected.entityId()),
                        restrictions.size() + " audience restrictions",
                        "the identity provider's administrator: set the audience (entity id) to ours"));
        if (!said) {
            return;
        }
        trail.check(
                "audience",
                SamlReason.AUDIENCE_NOT_OURS,
                restrictions.stream()
                        .allMatch(restriction -> audiences(restriction).contains(expected.entityId())),
                () -> new Words(
                        "audience " + Shown.text(expected.entityId()),
                        Shown.texts(restrictions.stream()
                                .flatMap(restriction -> audiences(restriction).stream())
                                .toList()),
                        "the identity provider's administrator: set the audience (entity id) to ours"));
    }

    private static List<String> audiences(Element restriction) {
        return Elements.children(restriction, XmlNames.SAML, "Audience").stream()
                .flatMap(audience -> Elements.uri(audience).stream())
                .toList();
    }
}
