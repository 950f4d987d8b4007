package io.orgauth.trust;

import io.orgauth.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What no longer counts although its signature does. Immutable.
 *
 * @param tokens ids of tokens, with the end of each: later it need not be listed
 * @param sessions ids of sessions, with the end of their last token
 * @param subjects whose tokens count only if issued at that time or later
 */
record Revocations(Map<String, Instant> tokens, Map<String, Instant> sessions, Map<String, Instant> subjects) {
    /** More than these would crowd the keys out of the manifest. */
    static final int MOST = 1_000;

    Revocations {
        tokens = Map.copyOf(tokens);
        sessions = Map.copyOf(sessions);
        subjects = Map.copyOf(subjects);
    }

    /** Those whose tokens may still live. Too many single ones become one of their subject, which ends more, never less. */
    static Revocations of(Collection<Revocation> all, Instant now) {
        Map<String, Instant> tokens = new HashMap<>();
        Map<String, Instant> sessions = new HashMap<>();
        Map<String, Instant> subjects = new HashMap<>();
        boolean overflow = all.stream().filter(r -> r.expires().isAfter(now)).count() > MOST;
        for (Revocation revocation : all) {
            if (!revocation.expires().isAfter(now)) {
                continue;
            }
            if (overflow || revocation.kind() == Revocation.Kind.SUBJECT) {
                subjects.merge(revocation.subject(), revocation.revoked(), Revocations::later);
            } else {
                (revocation.kind() == Revocation.Kind.TOKEN ? tokens : sessions)
                        .merge(revocation.id(), revocation.expires(), Revocations::later);
            }
        }
        return new Revocations(tokens, sessions, subjects);
    }

    static Revocations of(JsonObject json) {
        Fields fields = new Fields(json);
        return new Revocations(
                dates(fields.object("tokens")), dates(fields.object("sessions")), dates(fields.object("subjects")));
    }

    private static Map<String, Instant> dates(JsonObject json) {
        Map<String, Instant> dates = new HashMap<>();
        json.names().forEach(name -> dates.put(name, new Fields(json).date(name)));
        return dates;
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("tokens", json(tokens))
                .put("sessions", json(sessions))
                .put("subjects", json(subjects))
                .build();
    }

    private static JsonObject json(Map<String, Instant> dates) {
        JsonObject.Builder json = JsonObject.builder();
        new TreeMap<>(dates).forEach((name, date) -> json.put(name, date.getEpochSecond()));
        return json.build();
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }
}
