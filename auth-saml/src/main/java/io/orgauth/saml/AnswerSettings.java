package io.orgauth.saml;

import io.orgauth.json.JsonObject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which answers are taken.
 *
 * @param unsolicited whether the identity provider may begin a sign-in
 * @param allowed what is put up with
 * @param clockSkew how far its clock may be from ours, if not as usual
 */
record AnswerSettings(boolean unsolicited, Set<SamlLaxity> allowed, Optional<Duration> clockSkew) {
    static final List<String> NAMES = List.of("unsolicited", "allow", "clock_skew");

    AnswerSettings {
        allowed = Set.copyOf(allowed);
        clockSkew.ifPresent(ResponsePolicy.strict()::withClockSkew); // which knows the bounds
    }

    static AnswerSettings read(SettingsReader settings) {
        Set<SamlLaxity> allowed = EnumSet.noneOf(SamlLaxity.class);
        settings.texts("allow").forEach(key -> allowed.add(SamlLaxity.of(key)));
        return new AnswerSettings(
                settings.flag("unsolicited"),
                allowed,
                settings.number("clock_skew").map(AnswerSettings::seconds));
    }

    /** A number too large for a Duration's arithmetic is still a number that somebody typed. */
    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(Math.max(-1, Math.min(seconds, Integer.MAX_VALUE)));
    }

    void write(JsonObject.Builder settings) {
        SettingsReader.putIf(settings, "unsolicited", unsolicited);
        SettingsReader.putIfAny(
                settings,
                "allow",
                allowed.stream().map(SamlLaxity::key).sorted().toList());
        clockSkew.ifPresent(skew -> settings.put("clock_skew", skew.toSeconds()));
    }

    ResponsePolicy policy() {
        ResponsePolicy policy = ResponsePolicy.strict();
        for (SamlLaxity laxity : allowed) {
            policy = laxity.in(policy);
        }
        return clockSkew.map(policy::withClockSkew).orElse(policy);
    }
}
