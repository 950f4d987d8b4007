package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.audit.AuditDetail;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.Consent;
import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Revoked;
import io.orgauth.identity.Session;
import io.orgauth.identity.Stores;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What people let clients do, for themselves to see and to take back: what they said yes to, and what goes on by it. All of it is about
 * the active organization of a session.
 *
 * <p>Immutable and thread-safe.
 */
public final class Consents {
    private final IdentityService identity;
    private final Stores stores;
    private final Map<String, ClientApplication> configured;
    private final Clock clock;

    /**
     * The consents.
     *
     * @param identity records what was taken back
     * @param stores where they are kept
     * @param configured the clients that no store has, by their ids
     * @param clock says what has ended
     */
    public Consents(IdentityService identity, Stores stores, Map<String, ClientApplication> configured, Clock clock) {
        this.identity = identity;
        this.stores = stores;
        this.configured = Map.copyOf(configured);
        this.clock = clock;
    }

    /** One entry a client, in the order of their ids. */
    JsonArray of(Session session) {
        return session.organization()
                .map(organization -> of(session, organization))
                .orElseGet(JsonArray::of);
    }

    private JsonArray of(Session session, OrganizationId organization) {
        List<Consent> consents = stores.consents().of(session.user(), organization);
        List<Authorization> living = stores.authorizations().ofUser(session.user()).stream()
                .filter(one -> one.organization().equals(organization))
                .filter(one -> clock.instant().isBefore(one.times().end()))
                .toList();
        Set<String> ids = new TreeSet<>();
        consents.forEach(consent -> ids.add(consent.client()));
        living.forEach(authorization -> ids.add(authorization.client()));
        return JsonArray.of(ids.stream()
                .map(id -> view(
                        id,
                        consents.stream().filter(consent -> consent.client().equals(id)),
                        living.stream().filter(one -> one.client().equals(id))))
                .toList());
    }

    private JsonObject view(String client, Stream<Consent> consents, Stream<Authorization> authorizations) {
        JsonObject.Builder view = JsonObject.builder().put("client", client);
        Optional.ofNullable(configured.get(client))
                .or(() -> stores.clients().byId(client))
                .ifPresent(known -> view.put("name", known.name()));
        return view.put("consents", JsonArray.of(consents.map(Consents::view).toList()))
                .put(
                        "authorizations",
                        JsonArray.of(authorizations.map(Consents::view).toList()))
                .build();
    }

    private static JsonObject view(Consent consent) {
        return JsonObject.builder()
                .put("resource", consent.resource())
                .put("scope", consent.scope().stream().sorted().toList())
                .put("time", consent.time().toString())
                .build();
    }

    /** Without its id, a part of its tokens. */
    private static JsonObject view(Authorization authorization) {
        Instant created = authorization.times().created();
        return JsonObject.builder()
                .put("scope", authorization.scope().stream().sorted().toList())
                .put("offline", authorization.offline())
                .put("created", created.toString())
                .put("last_used", authorization.times().used().toString())
                .build();
    }

    /** Takes back all that the client was let do, on devices and without a session too; false if that was nothing. */
    boolean withdraw(Sessions sessions, Session session, String client) {
        return session.organization()
                .filter(organization -> withdraw(sessions, session, organization, client))
                .isPresent();
    }

    private boolean withdraw(Sessions sessions, Session session, OrganizationId organization, String client) {
        return identity.units().atomically((unit, events) -> {
            int consents = unit.consents().remove(session.user(), organization, client);
            long ended = unit.authorizations().ofUser(session.user()).stream()
                    .filter(one ->
                            one.client().equals(client) && one.organization().equals(organization))
                    .filter(one -> Revoked.authorization(unit, one, clock.instant()))
                    .count();
            if (consents + ended == 0) {
                return false;
            }
            Map<String, AuditDetail> details = Map.of("authorizations", AuditDetail.of(ended));
            events.record(
                    organization,
                    Optional.of(sessions.person(session, organization)),
                    "consent.withdrawn",
                    client,
                    details);
            return true;
        });
    }
}
