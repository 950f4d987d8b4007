package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.audit.AuditDetail;
import io.orgauth.identity.IdentityService;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.Stores;
import io.orgauth.identity.Units;
import io.orgauth.identity.User;
import io.orgauth.identity.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The browsers in which somebody is signed in. A session begins with a proof, gets another id and secret with each further one and
 * when it enters another organization, and ends by time, by its user, by an administrator, or with what it stands on.
 *
 * <p>Immutable and thread-safe.
 */
public final class Sessions {
    private static final int MOST_PROOFS = 8;
    private static final int LONGEST_DEVICE = 200;
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);

    private final IdentityService identity;
    private final Stores stores;
    private final AccessPolicy policy;
    private final Clock clock;

    /**
     * The sessions.
     *
     * @param identity who there is
     * @param stores where they are kept
     * @param policy who may enter what
     * @param clock when they end
     */
    public Sessions(IdentityService identity, Stores stores, AccessPolicy policy, Clock clock) {
        this.identity = identity;
        this.stores = stores;
        this.policy = policy;
        this.clock = clock;
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
        before.ifPresent(session -> unit.sessions().remove(session.user(), session.id()));
        List<SignInProof> proofs = before.filter(session -> session.user().equals(user.id()))
                .map(session -> with(session.proofs(), proof))
                .orElse(List.of(proof));
        String secret = identity.ids().secret();
        Session session = new Session(
                identity.ids().id("ses_"),
                SecretDigest.of(secret),
                user.id(),
                organization,
                proofs,
                times(unit, organization, clock.instant(), proof),
                shortened(device),
                1);
        if (!unit.sessions().insert(session)) {
            throw new IllegalStateException("a random session id is taken");
        }
        organization.ifPresent(id -> record(events, id, "session.started", session));
        return new StartedSession(session, secret);
    }

    /** A later proof of the same kind stands for the earlier one; very old ones are forgotten. */
    private static List<SignInProof> with(List<SignInProof> earlier, SignInProof proof) {
        List<SignInProof> all = new ArrayList<>(earlier);
        all.removeIf(old -> old.method() == proof.method()
                && old.external()
                        .map(account -> account.connection())
                        .equals(proof.external().map(account -> account.connection())));
        all.add(proof);
        return all.subList(Math.max(0, all.size() - MOST_PROOFS), all.size());
    }

    private Session.Times times(
            Stores unit, Optional<OrganizationId> organization, Instant created, SignInProof proof) {
        OrganizationPolicy limits = limits(unit, organization);
        Instant now = clock.instant();
        Duration lifetime = proof.method() == SignInMethod.BREAK_GLASS
                ? AccessPolicy.BREAK_GLASS_LIFETIME
                : limits.sessionLifetime();
        return new Session.Times(created, now, now.plus(limits.sessionIdle()), created.plus(lifetime));
    }

    private static OrganizationPolicy limits(Stores unit, Optional<OrganizationId> organization) {
        OrganizationId owner = organization.orElseGet(() -> OrganizationId.of("org_none"));
        return organization
                .flatMap(id -> unit.policies().find(id, OrganizationPolicy.KEY))
                .orElseGet(() -> OrganizationPolicy.standard(owner));
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
        Duration idle = limits(stores, session.organization()).sessionIdle();
        stores.sessions().seen(session.id(), now, now.plus(idle));
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
            Session.Times times =
                    times(unit, Optional.of(organization), session.times().created(), proof);
            Session changed = new Session(
                    identity.ids().id("ses_"),
                    SecretDigest.of(secret),
                    session.user(),
                    Optional.of(organization),
                    session.proofs(),
                    times,
                    session.device(),
                    session.version() + 1);
            if (!unit.sessions().replace(session.id(), changed)) {
                throw new PermissionDeniedException(SessionReason.SESSION_NOT_VALID, "the session has ended meanwhile");
            }
            record(events, organization, "session.entered", changed);
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

    private static boolean end(Stores unit, Units.Events events, Session session) {
        boolean removed = unit.sessions().remove(session.user(), session.id());
        if (removed) {
            session.organization().ifPresent(id -> record(events, id, "session.ended", session));
        }
        return removed;
    }

    private static void record(Units.Events events, OrganizationId organization, String action, Session session) {
        Map<String, AuditDetail> details =
                Map.of("user", AuditDetail.id(session.user().value()));
        events.record(organization, Optional.empty(), action, session.id(), details);
    }

    private static String shortened(String device) {
        String visible = device.replaceAll("[^ -~]", "");
        return visible.substring(0, Math.min(visible.length(), LONGEST_DEVICE));
    }
}
