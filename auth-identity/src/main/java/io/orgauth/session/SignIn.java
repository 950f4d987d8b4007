package io.orgauth.session;

import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.Subject;
import io.orgauth.identity.BreakGlassOwners;
import io.orgauth.identity.Connections;
import io.orgauth.identity.DomainSso;
import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Passwords.Attempt;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.session.PendingSignIns.Known;
import io.orgauth.session.SignInRequest.Hint;
import io.orgauth.session.SignInRequest.Purpose;
import io.orgauth.sso.Callback;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.sso.PendingLogin;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Signing in, step by step, whatever the way: each step says what is needed next. The pages of ours are one user of it; a product's
 * own login page is another.
 *
 * <pre>{@code
 * Next next = auth.signIn().begin(SignInRequest.to("/home").of("ada@acme.com"));
 * if (next instanceof Next.Ask ask && ask.what() == Next.What.PASSWORD) {
 *     next = auth.signIn().password(ask.handle(), typed, attempt, device);
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe. A sign-in lives for 10 minutes, belongs to the browser that began it, and ends once.
 */
public final class SignIn {
    private static final Set<String> PASSWORD = Set.of("pwd"); // RFC 8176, 2
    private static final Pattern GENERATED = Pattern.compile("[0-9A-Za-z]{27}"); // RandomIds.secret()

    private final IdentityService identity;
    private final Stores stores;
    private final Sessions sessions;
    private final PendingSignIns pending;
    private final TraceWriter traces;
    private final ProviderLeg provider;
    private final Entrance entrance;
    private final Arrivals arrivals;
    private final Clock clock;
    private final String issuer;

    /**
     * The machine.
     *
     * @param issuer the issuer of subjects
     * @param identity who there is
     * @param stores where sign-ins are kept
     * @param sessions what they end in
     * @param policy who may enter what
     * @param sealing seals what is kept of them
     * @param clock when they are too old
     */
    public SignIn(
            String issuer,
            IdentityService identity,
            Stores stores,
            Sessions sessions,
            AccessPolicy policy,
            SealingKey sealing,
            Clock clock) {
        this.issuer = issuer;
        this.identity = identity;
        this.stores = stores;
        this.sessions = sessions;
        this.pending = new PendingSignIns(stores, sealing, identity.ids(), clock);
        this.traces = new TraceWriter(stores, clock);
        SignInParts parts = new SignInParts(identity, stores, sessions, policy, pending, traces, clock);
        this.provider = new ProviderLeg(parts);
        this.entrance = new Entrance(parts, provider);
        this.arrivals = new Arrivals(parts, entrance);
        this.clock = clock;
    }

    /**
     * Begins a sign-in. Whoever is signed in already, and need not prove it again, is at the end at once.
     *
     * @param request what is known of it
     * @return the first step
     * @throws SignInException with CONNECTION_NOT_AVAILABLE, IDENTITY_PROVIDER_UNAVAILABLE, RETURN_PATH_REFUSED, or NOT_ADMITTED for a
     *     test or a link that the signed-in user may not make
     */
    public Next begin(SignInRequest request) {
        if (ReturnPath.of(request.returnTo()).isEmpty()) {
            throw new SignInException(SignInReason.RETURN_PATH_REFUSED, Optional.empty(), "return path is not ours");
        }
        SignInState state = SignInState.of(request, identity.ids().id("sit_"));
        if (request.purpose() != Purpose.SIGN_IN) {
            requireMayTry(request);
        }
        if (request.connection().isPresent()) {
            return provider.sendTo(state, request.connection().get());
        }
        return signedInAlready(request)
                .or(() -> request.email().map(address -> askOrSend(state, address)))
                .orElseGet(() -> asking(Next.What.EMAIL, state, List.of()));
    }

    /** The session goes on where it is. Into another organization takes a form of ours, since a link may be another site's. */
    private Optional<Next> signedInAlready(SignInRequest request) {
        Optional<Session> session = request.session()
                .filter(present -> request.hints().isEmpty()
                        && request.email().isEmpty()
                        && request.invitation().isEmpty());
        Optional<OrganizationId> active = session.flatMap(Session::organization);
        Optional<OrganizationId> wanted = request.organization()
                .filter(asked -> active.map(asked::equals).orElse(true))
                .or(() -> request.organization().isEmpty() ? active : Optional.empty());
        if (session.isEmpty() || wanted.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Next.Done(sessions.enter(session.get(), wanted.get()), request.returnTo()));
        } catch (PermissionDeniedException e) {
            return Optional.empty();
        }
    }

    /** A test is an owner's of the connection's organization, a link a member's; both of somebody who signed in just now. */
    private void requireMayTry(SignInRequest request) {
        Optional<OrganizationId> owner =
                request.connection().flatMap(stores.connections()::byId).flatMap(StoredConnection::organization);
        Optional<Session> session = request.session().filter(this::isRecent);
        boolean may = session.isPresent()
                && owner.flatMap(id -> identity.grants()
                                .current(Subject.of(issuer, session.get().user().value()), id))
                        .filter(grant -> request.purpose() == Purpose.LINK
                                || grant.roles().contains(Role.OWNER))
                        .isPresent();
        if (!may) {
            throw new SignInException(
                    SignInReason.NOT_ADMITTED, Optional.empty(), "nobody who may is signed in, or not recently");
        }
    }

    private boolean isRecent(Session session) {
        Instant oldest = clock.instant().minus(Sessions.RECENT);
        return session.proofs().stream()
                .map(proof -> proof.authentication().time().orElse(proof.time()))
                .anyMatch(time -> !time.isBefore(oldest));
    }

    /**
     * What the person is being asked, for showing it again.
     *
     * @param handle of the sign-in
     * @return the step that waits for an answer
     * @throws SignInException with PENDING_NOT_VALID, or STEP_NOT_EXPECTED if it waits for an identity provider
     */
    public Next.Ask asked(Handle handle) {
        SignInState state = pending.find(handle).state();
        if (state.pending().isPresent()) {
            throw notExpected();
        }
        if (state.proven().isPresent()) {
            User user = present(state);
            return ask(
                    Next.What.ORGANIZATION,
                    handle,
                    state,
                    entrance.open(user, state.proven().get().proof()));
        }
        return ask(state.email().isPresent() ? Next.What.PASSWORD : Next.What.EMAIL, handle, state, List.of());
    }

    static Next.Ask ask(Next.What what, Handle handle, SignInState state, List<OrganizationId> organizations) {
        return new Next.Ask(what, handle, state.email(), state.offered(), organizations);
    }

    /**
     * Answers {@link Next.What#EMAIL}, and may be called again for another address. Whether the address is anybody's can't be told from
     * what is asked next.
     *
     * @param handle of the sign-in
     * @param email as typed
     * @return the next step
     * @throws SignInException with PENDING_NOT_VALID, STEP_NOT_EXPECTED, CONNECTION_NOT_AVAILABLE or IDENTITY_PROVIDER_UNAVAILABLE
     */
    public Next email(Handle handle, String email) {
        Known known = pending.find(handle);
        requireNotProven(known);
        Optional<Connections.Routed> routed = routed(known.state(), email);
        SignInState typed = known.state().typed(email, offered(routed));
        if (mustSend(routed)) {
            pending.consume(known);
            return provider.sendTo(typed, routed.get().connection().id());
        }
        pending.step(known, typed);
        return ask(Next.What.PASSWORD, handle, typed, List.of());
    }

    private Next askOrSend(SignInState state, String email) {
        Optional<Connections.Routed> routed = routed(state, email);
        SignInState typed = state.typed(email, offered(routed));
        return mustSend(routed)
                ? provider.sendTo(typed, routed.get().connection().id())
                : asking(Next.What.PASSWORD, typed, List.of());
    }

    /** Where the address's domain leads, whoever's the address is, and whether or not it is anybody's. */
    private Optional<Connections.Routed> routed(SignInState state, String email) {
        try {
            EmailAddress address = EmailAddress.of(email);
            return state.hints().contains(Hint.NO_CONNECTION)
                    ? Optional.empty()
                    : identity.operator().connections().route(address).filter(way -> leadsTo(way, state));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Somebody of another organization's domain is asked as this one asks. */
    private static boolean leadsTo(Connections.Routed way, SignInState state) {
        return state.organization().map(way.sso().organization()::equals).orElse(true);
    }

    private static Optional<String> offered(Optional<Connections.Routed> routed) {
        return routed.map(way -> way.connection().id());
    }

    private static boolean mustSend(Optional<Connections.Routed> routed) {
        return routed.filter(way -> way.sso().mode() == DomainSso.Mode.REQUIRED).isPresent();
    }

    /**
     * Answers {@link Next.What#EMAIL} or {@link Next.What#PASSWORD} by the connection that was offered, or one of the operator's shared
     * ones.
     *
     * @param handle of the sign-in
     * @param connection the connection's id
     * @return the next step
     * @throws SignInException with PENDING_NOT_VALID, STEP_NOT_EXPECTED, CONNECTION_NOT_AVAILABLE or IDENTITY_PROVIDER_UNAVAILABLE
     */
    public Next connection(Handle handle, String connection) {
        Known known = pending.find(handle);
        requireNotProven(known);
        pending.consume(known);
        return provider.sendTo(known.state(), connection);
    }

    private Next asking(Next.What what, SignInState state, List<OrganizationId> organizations) {
        return ask(what, pending.begin(state), state, organizations);
    }

    /**
     * Answers {@link Next.What#PASSWORD}: by the password, or by the secret of who breaks the glass. After a wrong one the sign-in goes
     * on, so that another can be tried.
     *
     * @param handle of the sign-in
     * @param password as typed
     * @param attempt where it comes from
     * @param device what the browser says it is
     * @return the next step
     * @throws SignInException with PENDING_NOT_VALID, STEP_NOT_EXPECTED, SIGN_IN_FAILED, TOO_MANY_ATTEMPTS, INVITATION_NOT_VALID,
     *     NO_ORGANIZATION or NOT_ADMITTED
     * @throws io.orgauth.AuthUnavailableException if too many passwords are being checked
     */
    public Next password(Handle handle, String password, Attempt attempt, String device) {
        Known known = pending.find(handle);
        requireNotProven(known);
        String email = known.state().email().orElseThrow(SignIn::notExpected);
        Optional<BreakGlassOwners.Opened> glass = GENERATED.matcher(password).matches()
                ? identity.operator().breakGlassOwners().open(email, password)
                : Optional.empty();
        if (glass.isPresent()) {
            SignInState entering = known.state().entering(glass.get().organization());
            return entrance.proven(
                    known, entering, glass.get().user(), glass.get().proof(), device);
        }
        User user = verified(known.state(), email, password, attempt);
        Instant now = clock.instant();
        Authentication authentication = new Authentication(Optional.of(now), PASSWORD, Optional.empty());
        SignInProof proof = new SignInProof(SignInMethod.PASSWORD, now, authentication, Optional.empty());
        return entrance.proven(known, known.state(), user, proof, device);
    }

    private User verified(SignInState state, String email, String password, Attempt attempt) {
        try {
            return identity.passwords().verify(email, password, attempt);
        } catch (IdentityException e) {
            SignInReason reason = e.reason() == IdentityReason.TOO_MANY_ATTEMPTS
                    ? SignInReason.TOO_MANY_ATTEMPTS
                    : SignInReason.SIGN_IN_FAILED;
            throw traces.refused(state, reason, Optional.of(e.reason()), List.of());
        }
    }

    /**
     * Answers {@link Next.What#ORGANIZATION}.
     *
     * @param handle of the sign-in
     * @param organization which one
     * @param device what the browser says it is
     * @return the next step: the end, or another way to sign in that the organization demands
     * @throws SignInException with PENDING_NOT_VALID, STEP_NOT_EXPECTED or NOT_ADMITTED
     */
    public Next organization(Handle handle, OrganizationId organization, String device) {
        Known known = pending.find(handle);
        if (known.state().proven().isEmpty()) {
            throw notExpected();
        }
        return entrance.enter(known, known.state(), present(known.state()), organization, device);
    }

    private User present(SignInState state) {
        return stores.users()
                .find(state.proven().orElseThrow().user())
                .filter(User::enabled)
                .orElseThrow(() -> traces.refused(state, SignInReason.SIGN_IN_FAILED, Optional.empty(), List.of()));
    }

    /**
     * Takes what the browser brought back from an identity provider. Handle and cookie are checked, and the sign-in is used up, before
     * the protocol reads a word of it. What an identity provider began by itself is judged and thrown away; a sign-in of ours begins.
     *
     * @param connection the id of the connection at whose address it came
     * @param callback what it brought
     * @param cookie the secret in the cookie of the sign-in with this id, if the browser has one
     * @param device what the browser says it is
     * @return the next step
     * @throws SignInException with any reason
     */
    public Next callback(
            String connection, Callback callback, Function<String, Optional<String>> cookie, String device) {
        Optional<String> id = callback.handle()
                .filter(handle -> stores.pendingSignIns().find(handle).isPresent());
        if (id.isEmpty()) {
            return provider.unsolicited(connection, callback);
        }
        Handle handle = new Handle(id.get(), cookie.apply(id.get()).orElseThrow(PendingSignIns::notValid));
        Known known = pending.find(handle);
        PendingLogin login = known.state().pending().orElseThrow(SignIn::notExpected);
        if (!login.connection().equals(connection)) {
            throw notExpected();
        }
        pending.consume(known);
        ExternalIdentity who = provider.finished(known.state(), callback, login);
        return switch (known.state().purpose()) {
            case SIGN_IN -> arrivals.signedIn(known.state(), who, device);
            case LINK -> arrivals.linked(known.state(), who);
            case TEST -> arrivals.tested(known.state(), who);
        };
    }

    private static void requireNotProven(Known known) {
        if (known.state().proven().isPresent() || known.state().pending().isPresent()) {
            throw notExpected();
        }
    }

    private static SignInException notExpected() {
        return new SignInException(
                SignInReason.STEP_NOT_EXPECTED, Optional.empty(), "the sign-in waits for something else");
    }
}
