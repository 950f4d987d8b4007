package io.orgauth.session;

import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.SignInProof.ExternalAccount;
import io.orgauth.identity.UserId;
import io.orgauth.json.JsonObject;
import io.orgauth.session.SignInRequest.Hint;
import io.orgauth.session.SignInRequest.Purpose;
import io.orgauth.sso.PendingLogin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a sign-in has come: all that binds it, so that nothing of it is taken from a later request.
 *
 * @param purpose what it is for
 * @param returnTo the path to go on to
 * @param hints how it was asked for
 * @param organization which one it is to enter, once that is known
 * @param email the address that was typed
 * @param offered the connection that may be used instead of the password
 * @param invitation the secret of an invitation that it carries
 * @param session id and user of the session of the browser that began it
 * @param proven who it is, once that is proven
 * @param pending what the connection that the browser was sent to must know again
 * @param trace the id of its trace
 * @param steps what has happened, for the trace
 */
record SignInState(
        Purpose purpose,
        String returnTo,
        Set<Hint> hints,
        Optional<OrganizationId> organization,
        Optional<String> email,
        Optional<String> offered,
        Optional<String> invitation,
        Optional<Before> session,
        Optional<Proven> proven,
        Optional<PendingLogin> pending,
        String trace,
        List<String> steps) {
    private static final int MOST_STEPS = 20;
    private static final int LONGEST_ADDRESS = 320; // RFC 3696 errata: what is longer is nobody's

    /** The session of the browser that began the sign-in. */
    record Before(UserId user, String id) {}

    /** Who it is, and how that was proven. */
    record Proven(UserId user, SignInProof proof) {}

    static SignInState of(SignInRequest request, String trace) {
        return new SignInState(
                request.purpose(),
                request.returnTo(),
                request.hints(),
                request.organization(),
                Optional.empty(),
                Optional.empty(),
                request.invitation(),
                request.session().map(session -> new Before(session.user(), session.id())),
                Optional.empty(),
                Optional.empty(),
                trace,
                List.of("begun"));
    }

    /** The connection that the sign-in goes by, while it is there or once it came back. */
    Optional<String> connection() {
        return pending.map(PendingLogin::connection)
                .or(() -> proven.flatMap(known -> known.proof().external()).map(ExternalAccount::connection));
    }

    SignInState typed(String address, Optional<String> offers) {
        return new SignInState(
                purpose,
                returnTo,
                hints,
                organization,
                Optional.of(address.substring(0, Math.min(address.length(), LONGEST_ADDRESS))),
                offers,
                invitation,
                session,
                Optional.empty(),
                Optional.empty(),
                trace,
                with("address"));
    }

    SignInState sentTo(PendingLogin login) {
        return new SignInState(
                purpose,
                returnTo,
                hints,
                organization,
                email,
                Optional.empty(),
                invitation,
                session,
                Optional.empty(),
                Optional.of(login),
                trace,
                with("sent to " + login.connection()));
    }

    SignInState proven(UserId user, SignInProof proof) {
        return new SignInState(
                purpose,
                returnTo,
                hints,
                organization,
                email,
                Optional.empty(),
                Optional.empty(),
                session,
                Optional.of(new Proven(user, proof)),
                Optional.empty(),
                trace,
                with("proven by " + proof.method().code()));
    }

    SignInState entering(OrganizationId id) {
        return new SignInState(
                purpose,
                returnTo,
                hints,
                Optional.of(id),
                email,
                offered,
                invitation,
                session,
                proven,
                pending,
                trace,
                with("entering " + id));
    }

    /** However often somebody types another address, what is kept stays small; how it began and how it ends is what matters. */
    private List<String> with(String step) {
        List<String> all = new ArrayList<>(steps);
        if (all.size() == MOST_STEPS) {
            all.remove(MOST_STEPS / 2);
        }
        all.add(step);
        return List.copyOf(all);
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("purpose", purpose.name())
                .put("return_to", returnTo)
                .put("hints", hints.stream().map(Enum::name).sorted().toList())
                .put("trace", trace)
                .put("steps", steps);
        organization.ifPresent(id -> json.put("organization", id.value()));
        email.ifPresent(address -> json.put("email", address));
        offered.ifPresent(id -> json.put("offered", id));
        invitation.ifPresent(secret -> json.put("invitation", secret));
        session.ifPresent(before -> json.put("session", before.id())
                .put("session_user", before.user().value()));
        proven.ifPresent(known -> json.put("user", known.user().value()).put("proof", json(known.proof())));
        pending.ifPresent(login -> json.put("pending", login.toJson()));
        return json.build();
    }

    private static JsonObject json(SignInProof proof) {
        JsonObject.Builder json = JsonObject.builder()
                .put("method", proof.method().name())
                .put("time", proof.time().toEpochMilli())
                .put("methods", proof.authentication().methods());
        proof.authentication().time().ifPresent(time -> json.put("auth_time", time.toEpochMilli()));
        proof.authentication().context().ifPresent(context -> json.put("acr", context));
        proof.external().ifPresent(account -> {
            json.put("connection", account.connection()).put("subject", account.subject());
            account.session().ifPresent(theirs -> json.put("sid", theirs));
            account.realm().ifPresent(realm -> json.put("realm", realm));
        });
        return json.build();
    }

    /** What {@link #toJson()} wrote; it was sealed, so that nobody else can have written it. */
    static SignInState of(JsonObject json) {
        return new SignInState(
                Purpose.valueOf(text(json, "purpose")),
                text(json, "return_to"),
                json.strings("hints").orElseThrow().stream().map(Hint::valueOf).collect(Collectors.toUnmodifiableSet()),
                json.string("organization").map(OrganizationId::of),
                json.string("email"),
                json.string("offered"),
                json.string("invitation"),
                json.string("session").map(id -> new Before(new UserId(text(json, "session_user")), id)),
                json.object("proof").map(proof -> new Proven(new UserId(text(json, "user")), proof(proof))),
                json.object("pending").map(PendingLogin::of),
                text(json, "trace"),
                json.strings("steps").orElseThrow());
    }

    private static SignInProof proof(JsonObject json) {
        Optional<Long> authTime = json.longValue("auth_time").isPresent()
                ? Optional.of(json.longValue("auth_time").getAsLong())
                : Optional.empty();
        return new SignInProof(
                SignInMethod.valueOf(text(json, "method")),
                Instant.ofEpochMilli(json.longValue("time").orElseThrow()),
                new Authentication(
                        authTime.map(Instant::ofEpochMilli),
                        Set.copyOf(json.strings("methods").orElseThrow()),
                        json.string("acr")),
                json.string("connection")
                        .map(id -> new ExternalAccount(
                                id, text(json, "subject"), json.string("sid"), json.string("realm"))));
    }

    private static String text(JsonObject json, String name) {
        return json.string(name).orElseThrow();
    }

    /** What it is for only: the rest is personal, or secret. */
    @Override
    public String toString() {
        return "SignInState[" + purpose + "]";
    }
}
