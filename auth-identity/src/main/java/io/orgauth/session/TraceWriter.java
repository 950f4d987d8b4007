package io.orgauth.session;

import io.orgauth.Reason;
import io.orgauth.identity.SignInTrace;
import io.orgauth.identity.Stores;
import io.orgauth.identity.UserId;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.Finding;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how sign-ins ended. A trace that can't be written is no reason to refuse, or to let in. Immutable and thread-safe. */
final class TraceWriter {
    private static final Logger LOG = LoggerFactory.getLogger(TraceWriter.class);

    private final Stores stores;
    private final Clock clock;

    TraceWriter(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    void signedIn(SignInState state, UserId user) {
        write(state, Optional.of(user), "signed_in", Optional.empty(), List.of());
    }

    void tested(SignInState state) {
        write(state, state.session().map(SignInState.Before::user), "tested", Optional.empty(), List.of());
    }

    /** The refusal to throw, with the trace that says more: the cause's reason, and each check in words. */
    SignInException refused(SignInState state, SignInReason reason, Optional<Reason> cause, List<Finding> findings) {
        Optional<UserId> user = state.proven().map(SignInState.Proven::user);
        write(state, user, reason.code(), cause, findings);
        return new SignInException(
                reason,
                Optional.of(state.trace()),
                "refused by " + cause.map(Reason::code).orElse(reason.code()));
    }

    private void write(
            SignInState state, Optional<UserId> user, String outcome, Optional<Reason> cause, List<Finding> findings) {
        JsonObject.Builder details = JsonObject.builder().put("steps", state.steps());
        cause.ifPresent(reason -> details.put("reason", reason.code()));
        if (!findings.isEmpty()) {
            details.put(
                    "findings",
                    JsonArray.of(findings.stream().map(TraceWriter::json).toList()));
        }
        Optional<String> connection = state.pending().map(login -> login.connection());
        try {
            stores.signInTraces()
                    .put(new SignInTrace(
                            state.trace(),
                            state.organization(),
                            clock.instant(),
                            connection,
                            user,
                            outcome,
                            details.build()));
        } catch (RuntimeException e) {
            LOG.warn("the trace {} of a sign-in could not be written", state.trace(), e);
        }
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
