package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.Reason;
import io.orgauth.identity.SignInTrace;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.Stores;
import io.orgauth.identity.UserId;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.sso.Finding;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how sign-ins ended. A trace that can't be written is no reason to refuse, or to let in. Immutable and thread-safe. */
final class TraceWriter {
    private static final int LONGEST = 100;
    private static final int MOST_GROUPS = 50;
    private static final Logger LOG = LoggerFactory.getLogger(TraceWriter.class);

    private final Stores stores;
    private final Clock clock;

    TraceWriter(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    void signedIn(SignInState state, UserId user) {
        write(state, Optional.of(user), "signed_in", details(state));
    }

    void tested(SignInState state) {
        write(state, state.session().map(SignInState.Before::user), "tested", details(state));
    }

    /** The refusal to throw, with the trace that says more: the cause's reason, and each check in words. */
    SignInException refused(SignInState state, SignInReason reason, Optional<Reason> cause, List<Finding> findings) {
        JsonObject.Builder details = details(state);
        cause.ifPresent(why -> details.put("reason", why.code()));
        if (!findings.isEmpty()) {
            details.put(
                    "findings",
                    JsonArray.of(findings.stream().map(TraceWriter::json).toList()));
        }
        return refused(state, reason, cause.map(Reason::code).orElse(reason.code()), details);
    }

    /** The same for somebody whom the identity provider has proven: with what came, as far as it helps to find the mistake. */
    SignInException refused(SignInState state, SignInReason reason, Reason cause, ExternalIdentity who) {
        JsonObject.Builder details = details(state).put("reason", cause.code()).put("came", came(who));
        return refused(state, reason, cause.code(), details);
    }

    private SignInException refused(SignInState state, SignInReason reason, String cause, JsonObject.Builder details) {
        write(state, state.proven().map(SignInState.Proven::user), reason.code(), details);
        return new SignInException(reason, Optional.of(state.trace()), "refused by " + cause);
    }

    private static JsonObject.Builder details(SignInState state) {
        return JsonObject.builder().put("steps", state.steps());
    }

    /**
     * An attempt by a connection is its organization's to read, whatever organization the link asked for: who sends people links must
     * not read in them what another organization's provider says.
     */
    private void write(SignInState state, Optional<UserId> user, String outcome, JsonObject.Builder details) {
        try {
            Optional<String> connection = state.connection();
            Optional<OrganizationId> organization = connection
                    .flatMap(stores.connections()::byId)
                    .flatMap(StoredConnection::organization)
                    .or(state::organization);
            stores.signInTraces()
                    .put(new SignInTrace(
                            state.trace(), organization, clock.instant(), connection, user, outcome, details.build()));
        } catch (RuntimeException e) {
            LOG.warn("the trace {} of a sign-in could not be written", state.trace(), e);
        }
    }

    private static JsonObject came(ExternalIdentity who) {
        JsonObject.Builder came = JsonObject.builder()
                .put("subject", shortened(who.subject()))
                .put(
                        "groups",
                        who.groups().stream()
                                .sorted()
                                .limit(MOST_GROUPS)
                                .map(TraceWriter::shortened)
                                .toList());
        who.assertedEmail().ifPresent(email -> came.put("email", masked(email)));
        who.realm().ifPresent(realm -> came.put("realm", shortened(realm)));
        return came.build();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** The domain is what is mostly wrong; whose address it is, the subject tells who may look it up. */
    private static String masked(String email) {
        int at = email.lastIndexOf('@');
        return at < 1 ? "no address" : email.substring(0, 1) + "..." + shortened(email.substring(at));
    }

    private static JsonObject json(Finding finding) {
        return JsonObject.builder()
                .put("check", finding.check())
                .put("outcome", finding.outcome().name().toLowerCase(Locale.ROOT))
                .put("expected", finding.expected())
                .put("got", finding.got())
                .put("fixed_by", finding.fixedBy())
                .build();
    }
}
