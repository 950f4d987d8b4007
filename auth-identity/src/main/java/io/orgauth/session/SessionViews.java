package io.orgauth.session;

import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.Stores;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Sessions as their user sees them. Immutable and thread-safe. */
final class SessionViews {
    private final Sessions sessions;
    private final Stores stores;

    SessionViews(Sessions sessions, Stores stores) {
        this.sessions = sessions;
        this.stores = stores;
    }

    /** Who is signed in. Without an organization while none was entered, or the user may not act there any more. */
    JsonObject current(Session session, String secret) {
        Optional<Principal> principal = sessions.principal(session);
        JsonObject.Builder view = JsonObject.builder();
        principal.ifPresent(
                acting -> view.put("organization", acting.organization().value()));
        view.put("subject", session.user().value());
        stores.users()
                .find(session.user())
                .ifPresent(user -> view.put("email", user.email().value()));
        List<String> roles = principal.stream()
                .flatMap(acting -> acting.roles().stream())
                .map(Role::key)
                .sorted()
                .toList();
        return view.put("roles", roles)
                .put("authentications", authentications(session))
                .put("csrf_token", sessions.csrf(secret))
                .build();
    }

    /** One of the user's sessions, seen from another or itself. */
    JsonObject listed(Session session, Session from) {
        JsonObject.Builder view = JsonObject.builder()
                .put("id", session.id())
                .put("current", session.id().equals(from.id()));
        session.organization().ifPresent(organization -> view.put("organization", organization.value()));
        return view.put("device", session.device())
                .put("authentications", authentications(session))
                .put("created", session.times().created().toString())
                .put("last_used", session.times().seen().toString())
                .build();
    }

    private static JsonArray authentications(Session session) {
        return JsonArray.of(session.proofs().stream().map(SessionViews::view).toList());
    }

    private static JsonObject view(SignInProof proof) {
        JsonObject.Builder view = JsonObject.builder()
                .put("method", proof.method().code())
                .put("time", proof.time().toString());
        proof.external().ifPresent(account -> view.put("connection", account.connection()));
        return view.build();
    }
}
