package io.orgauth.session;

import io.orgauth.Credential;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Principal;
import io.orgauth.Subject;
import io.orgauth.audit.AuditDetail;
import io.orgauth.http.CookieAuthenticator;
import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Revoked;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.SignInProof.ExternalAccount;
import io.orgauth.identity.Stores;
import io.orgauth.identity.Units;
import io.orgauth.identity.User;
import io.orgauth.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The browsers in which somebody is signed in. A session begins with a proof, gets another id and secret with each further one and
 * when it enters another organization, and ends by time, by its user, by an administrator, or with what it stands on.
 *
 * <p>It proves callers by the cookie, of every organization: {@code AuthFilter.builder().anyOrganization().accept(auth.sessions())}.
 * What they may do is asked at each request, so whoever is disabled or removed is refused by the next one.
 *
 * <p>Immutable and thread-safe.
 */
public final class Sessions implements CookieAuthenticator {
    /** The most sessions of one user; with one more, the one that was not used for longest ends. */
    public static final int MOST_OF_ONE_USER = 50;

    /** How long ago a sign-in may be that credentials are minted and owner-level changes made by. */
    static final Duration RECENT = Duration.ofMinutes(10);

    private static final int MOST_PROOFS = 8;
    private static final int LONGEST_DEVICE = 200;
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);
    /** No page has this path, so no page's form has this token. */
    private static final String EVERY_CHANGE = "session";

    private final String issuer;
    private final IdentityService identity;
    private final Stores stores;
    private final AccessPolicy policy;
    private final Clock clock;
    private final SessionCookies cookies;
    private final PageForms forms;

    /**
     * The sessions.
     *
     * @param issuer whose subjects they prove, and on whose origin their pages are
     * @param identity who there is
     * @param stores where they are kept
     * @param policy who may enter what
     * @param clock when they end; set back, it brings none back to life
     */
    public Sessions(String issuer, IdentityService identity, Stores stores, AccessPolicy policy, Clock clock) {
        this(issuer, identity, stores, policy, clock, System::nanoTime);
    }

    Sessions(
            String issuer,
            IdentityService identity,
            Stores stores,
            AccessPolicy policy,
            Clock clock,
            LongSupplier ticker) {
        this.issuer = issuer;
        this.identity = identity;
        this.stores = stores;
        this.policy = policy;
        this.clock = new SteadyClock(clock, ticker);
        this.cookies = new SessionCookies(issuer);
        this.forms = new PageForms(issuer);
    }

    /**
     * Begins a session, in place of the one that the browser had. What its user proved in that one still counts; another user's is
     * ended with it.
     *
     * @param user who signed in
     * @param organization the one to enter, if one is
     * @param proof how
     * @param before the browser's session so far
     * @param device what the browser says it is
     * @return the session, with a new id and secret
     * @throws PermissionDeniedException with an {@link AccessPolicyReason} if the proof does not open the organization
     */
    public StartedSession begin(
            User user,
            Optional<OrganizationId> organization,
            SignInProof proof,
            Optional<Session> before,
            String device) {
        return identity.units()
                .atomically((unit, events) -> begin(unit, events, user, organization, proof, before, device));
    }

    /** The same as a part of the unit in which the user was found. */
    StartedSession begin(
            Stores unit,
            Units.Events events,
            User user,
            Optional<OrganizationId> organization,
            SignInProof proof,
            Optional<Session> before,
            String device) {
        organization.ifPresent(id -> policy.require(unit, user, id, proof));
        // As it is stored now: what was taken back or ended meanwhile must not live on in what follows it.
        Optional<Session> replaced = before.flatMap(session -> unit.sessions().find(session.user(), session.id()));
        replaced.ifPresent(session -> end(unit, events, session));
        makeRoom(unit, events, user.id());
        List<SignInProof> proofs = replaced.filter(session -> session.user().equals(user.id()))
                .map(session -> with(session.proofs(), proof))
                .orElse(List.of(proof));
        Instant now = clock.instant();
        String secret = identity.ids().secret();
        Session session = new Session(
                identity.ids().id("ses_"),
                SecretDigest.of(secret),
                user.id(),
                organization,
                proofs,
                SessionLimits.of(unit, organization).by(proof).times(now, now),
                shortened(device),
                1);
        if (!unit.sessions().insert(session)) {
            throw new IllegalStateException("a random session id is taken");
        }
        replaced.filter(old -> old.user().equals(user.id()))
                .ifPresent(old -> unit.authorizations().moveSession(old.id(), session.id()));
        record(events, "session.started", session);
        return new StartedSession(session, secret);
    }

    /** Whoever signs in again and again, a program say, must not fill the store. */
    private void makeRoom(Stores unit, Units.Events events, UserId user) {
        List<Session> present = new ArrayList<>(unit.sessions().ofUser(user));
        present.sort(Comparator.comparing(session -> session.times().seen()));
        int over = present.size() + 1 - MOST_OF_ONE_USER;
        present.stream().limit(Math.max(0, over)).forEach(session -> end(unit, events, session));
    }

    /** A later proof of the same kind stands for the earlier one; very old ones are forgotten. */
    private static List<SignInProof> with(List<SignInProof> earlier, SignInProof proof) {
        List<SignInProof> all = new ArrayList<>(earlier);
        all.removeIf(old -> old.method() == proof.method() && connection(old).equals(connection(proof)));
        all.add(proof);
        return all.subList(Math.max(0, all.size() - MOST_PROOFS), all.size());
    }

    private static Optional<String> connection(SignInProof proof) {
        return proof.external().map(ExternalAccount::connection);
    }

    /**
     * The session of a cookie. It is one of an enabled user, and neither too old nor unused for too long; what has ended is removed,
     * so that no clock that is set back brings it to life.
     *
     * @param secret the cookie's value
     * @return the session of now, or empty
     */
    public Optional<Session> find(String secret) {
        return stores.sessions()
                .byDigest(SecretDigest.of(secret))
                .filter(this::isAlive)
                .map(this::used);
    }

    /**
     * Notes that a session was used by what it let a client do: who works with an application is not idle.
     *
     * @param user whose
     * @param id the session's id, if there is one
     */
    public void used(UserId user, Optional<String> id) {
        id.flatMap(known -> stores.sessions().find(user, known))
                .filter(session -> !session.times().isOver(clock.instant()))
                .ifPresent(this::used);
    }

    private boolean isAlive(Session session) {
        boolean over = session.times().isOver(clock.instant());
        if (over) {
            stores.sessions().remove(session.user(), session.id());
        }
        return !over
                && stores.users().find(session.user()).filter(User::enabled).isPresent();
    }

    /** Written at most once a minute, as each page asks for it. */
    private Session used(Session session) {
        Instant now = clock.instant();
        if (now.isBefore(session.times().seen().plus(SEEN_PRECISION))) {
            return session;
        }
        SessionLimits limits = SessionLimits.of(stores, session.organization()).by(session.enteredBy());
        stores.sessions().seen(session.id(), now, limits.idleEnd(session.times().created(), now));
        return session;
    }

    /**
     * Makes another organization the active one, by what the user has proved already.
     *
     * @param session the browser's session
     * @param organization which one
     * @return the session, with a new id and secret
     * @throws PermissionDeniedException with an {@link AccessPolicyReason} if nothing of it opens the organization: then it takes
     *     another sign-in, not another label
     */
    public StartedSession enter(Session session, OrganizationId organization) {
        String secret = identity.ids().secret();
        Session entered = identity.units().atomically((unit, events) -> {
            User user = unit.users()
                    .find(session.user())
                    .orElseThrow(() -> new PermissionDeniedException(AccessPolicyReason.NO_ACCESS, "the user is gone"));
            SignInProof proof = opening(unit, user, session.proofs(), organization);
            Session changed = new Session(
                    identity.ids().id("ses_"),
                    SecretDigest.of(secret),
                    session.user(),
                    Optional.of(organization),
                    with(session.proofs(), proof),
                    SessionLimits.of(unit, Optional.of(organization))
                            .by(proof)
                            .times(session.times().created(), clock.instant()),
                    session.device(),
                    session.version() + 1);
            if (!unit.sessions().replace(session.id(), changed)) {
                throw new PermissionDeniedException(SessionReason.SESSION_NOT_VALID, "the session has ended meanwhile");
            }
            unit.authorizations().moveSession(session.id(), changed.id());
            Revoked.session(unit, session.id(), session, clock.instant());
            record(events, "session.entered", changed);
            return changed;
        });
        return new StartedSession(entered, secret);
    }

    /** The newest proof that opens the organization; if none does, why the newest of all does not. */
    private SignInProof opening(Stores unit, User user, List<SignInProof> proofs, OrganizationId organization) {
        Optional<PermissionDeniedException> refusal = Optional.empty();
        List<SignInProof> newestFirst = proofs.stream()
                .sorted(Comparator.comparing(SignInProof::time).reversed())
                .toList();
        for (SignInProof proof : newestFirst) {
            try {
                policy.require(unit, user, organization, proof);
                return proof;
            } catch (PermissionDeniedException e) {
                refusal = refusal.or(() -> Optional.of(e));
            }
        }
        throw refusal.orElseThrow();
    }

    /**
     * A user's sessions that have not ended.
     *
     * @param user whose
     * @return in the order of their ids
     */
    public List<Session> of(UserId user) {
        Instant now = clock.instant();
        return stores.sessions().ofUser(user).stream()
                .filter(session -> !session.times().isOver(now))
                .toList();
    }

    /**
     * Ends a session. Ending one that has ended does nothing.
     *
     * @param session which
     */
    public void end(Session session) {
        identity.units().atomically((unit, events) -> end(unit, events, session));
    }

    /**
     * Ends a user's sessions, all or all others.
     *
     * @param user whose
     * @param except the one that goes on, or empty
     * @return how many were ended
     */
    public int endAll(UserId user, Optional<Session> except) {
        return identity.units().atomically((unit, events) -> {
            List<Session> ended = unit.sessions().ofUser(user).stream()
                    .filter(session -> except.filter(other -> other.id().equals(session.id()))
                            .isEmpty())
                    .toList();
            ended.forEach(session -> end(unit, events, session));
            return ended.size();
        });
    }

    /**
     * Takes back what an identity provider proved, as it says that it has ended its own session. Sessions that stand on nothing else
     * end; others leave the organization.
     *
     * @param connection the connection's id
     * @param subject who it is there
     * @param theirs the provider's own session, or empty for all of them
     */
    public void endByConnection(String connection, String subject, Optional<String> theirs) {
        identity.units().atomically((unit, events) -> {
            for (Session session : unit.sessions().ofAccount(connection, subject)) {
                List<SignInProof> left = session.proofs().stream()
                        .filter(proof -> !isOf(proof, connection, subject, theirs))
                        .toList();
                if (left.isEmpty()) {
                    end(unit, events, session);
                } else if (left.size() < session.proofs().size()) {
                    unit.sessions().replace(session.id(), session.standingOn(left));
                }
            }
            return true;
        });
    }

    private static boolean isOf(SignInProof proof, String connection, String subject, Optional<String> theirs) {
        return proof.external()
                .filter(account -> account.connection().equals(connection))
                .filter(account -> account.subject().equals(subject))
                .filter(account -> theirs.isEmpty() || account.session().equals(theirs))
                .isPresent();
    }

    private boolean end(Stores unit, Units.Events events, Session session) {
        boolean removed = Revoked.session(unit, session, clock.instant());
        if (removed) {
            record(events, "session.ended", session);
        }
        return removed;
    }

    /** In the chain of the active organization: a session that has entered none concerns nobody else yet. */
    private void record(Units.Events events, String action, Session session) {
        Map<String, AuditDetail> details = Map.of(
                "method", AuditDetail.word(session.enteredBy().method().code()),
                "user", AuditDetail.id(session.user().value()));
        session.organization()
                .ifPresent(id -> events.record(id, Optional.of(person(session, id)), action, session.id(), details));
    }

    /** For the audit, which wants to know who and by which credential, and nothing of rights. */
    Principal person(Session session, OrganizationId organization) {
        return principal(session, organization, Grant.NONE);
    }

    private Principal principal(Session session, OrganizationId organization, Grant grant) {
        return Principal.trusted(
                organization,
                Subject.of(issuer, session.user().value()),
                grant,
                session.enteredBy().authentication(),
                new CredentialId(CredentialId.Kind.SESSION, session.id()),
                Map.of());
    }

    private static String shortened(String device) {
        String visible = device.replaceAll("[^ -~]", "");
        return visible.substring(0, Math.min(visible.length(), LONGEST_DEVICE));
    }

    @Override
    public Class<Credential.SessionCookie> accepts() {
        return Credential.SessionCookie.class;
    }

    @Override
    public String cookieName() {
        return cookies.sessionName();
    }

    @Override
    public String origin() {
        return forms.origin();
    }

    @Override
    public Optional<OrganizationId> organization() {
        return Optional.empty();
    }

    @Override
    public Optional<String> resource() {
        return Optional.of(issuer);
    }

    /**
     * Proves the caller: the session's user, in its active organization, with the rights of now.
     *
     * @param cookie the session's cookie
     * @return the caller; its authentication is the one that the organization was entered by
     * @throws InvalidCredentialException with a {@link SessionReason}
     */
    @Override
    public Principal authenticate(Credential.SessionCookie cookie) {
        Session session = find(cookie.value())
                .orElseThrow(
                        () -> refused(SessionReason.SESSION_NOT_VALID, "there is no such session, or it has ended"));
        OrganizationId organization = session.organization()
                .orElseThrow(() ->
                        refused(SessionReason.NO_ORGANIZATION_ENTERED, "the session has entered no organization yet"));
        return in(session, organization)
                .orElseThrow(
                        () -> refused(SessionReason.NO_RIGHTS, "the user may not act in the organization any more"));
    }

    /**
     * The session's user in its active organization, with the rights of now.
     *
     * @param session a session of now
     * @return the caller, or empty if none was entered, or the user may not act there any more
     */
    public Optional<Principal> principal(Session session) {
        return session.organization().flatMap(organization -> in(session, organization));
    }

    private Optional<Principal> in(Session session, OrganizationId organization) {
        return identity.grants()
                .current(Subject.of(issuer, session.user().value()), organization)
                .map(grant -> principal(session, organization, grant));
    }

    private static InvalidCredentialException refused(SessionReason reason, String message) {
        return new InvalidCredentialException(reason, message);
    }

    /**
     * What pages of this session send with every change, in the header {@code X-CSRF-Token} or the form field {@code csrf_token}.
     *
     * @param secret the cookie's value
     * @return the token, which is another one for each session and tells nothing of the secret
     */
    public String csrf(String secret) {
        return PageForms.token(EVERY_CHANGE, secret);
    }

    @Override
    public boolean isCsrfToken(Credential.SessionCookie cookie, String token) {
        return MessageDigest.isEqual(
                csrf(cookie.value()).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
