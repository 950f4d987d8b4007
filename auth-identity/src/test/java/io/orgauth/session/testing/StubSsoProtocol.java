package io.orgauth.session.testing;

import io.orgauth.json.JsonObject;
import io.orgauth.sso.Callback;
import io.orgauth.sso.Connection;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.Finding;
import io.orgauth.sso.Preset;
import io.orgauth.sso.SsoContext;
import io.orgauth.sso.SsoProtocol;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A protocol in which the identity provider answers with a line that is authenticated by a shared secret. It binds answers to
 * connection and request and takes each once, as a real one does, and counts what it was asked to judge.
 *
 * <p>Settings: {@code authorize}, the provider's URL; {@code request} and {@code response}, {@code query} or {@code form};
 * {@code unsolicited}, whether the provider may begin. Thread-safe.
 */
public final class StubSsoProtocol implements SsoProtocol {
    public static final String NAME = "stub";

    /** What every stub provider signs with. */
    public static final String SECRET = "a secret between the stub and its provider";

    static final String SECRET_NAME = "secret";

    private final AtomicInteger judged = new AtomicInteger();
    private volatile boolean unreachable;

    /** A connection to a provider at this URL, which is asked by a redirect and answers by a form. */
    public static ConnectionRecord.Builder connection(String authorize) {
        return connection(settings(authorize).build());
    }

    public static ConnectionRecord.Builder connection(JsonObject settings) {
        return ConnectionRecord.builder(NAME).settings(settings).secret(SECRET_NAME, SECRET);
    }

    /** Settings to go on with. */
    public static JsonObject.Builder settings(String authorize) {
        return JsonObject.builder().put("authorize", authorize);
    }

    /** How many callbacks have come as far as the protocol. */
    public int judged() {
        return judged.get();
    }

    /** From now on the provider answers nobody, or answers again. */
    public void unreachable(boolean now) {
        unreachable = now;
    }

    boolean isUnreachable() {
        return unreachable;
    }

    void count() {
        judged.incrementAndGet();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Connection open(ConnectionRecord record, SsoContext context) {
        URI authorize = URI.create(identityProvider(record));
        String secret = record.secret(SECRET_NAME)
                .orElseThrow(() ->
                        new IllegalArgumentException("the secret \"secret\" is missing: copy it from the provider"));
        return new StubConnection(this, record, context, authorize, secret);
    }

    /** Two providers are two URLs. */
    @Override
    public String identityProvider(ConnectionRecord record) {
        return record.settings()
                .string("authorize")
                .orElseThrow(() -> new IllegalArgumentException("\"authorize\" is missing: give the provider's URL"));
    }

    @Override
    public List<Preset> presets() {
        return List.of(new Preset(
                "stub",
                "Stub",
                List.of(
                        new Preset.Ask("authorize", "Sign-in URL", false),
                        new Preset.Ask(SECRET_NAME, "Shared secret", true)),
                List.of(new Preset.Copy("Callback", "{callback}")),
                "Copy the callback."));
    }

    @Override
    public List<Finding> lint(ConnectionRecord record, SsoContext context) {
        boolean secure = record.settings().string("authorize").orElse("").startsWith("https://");
        Finding.Outcome outcome = secure ? Finding.Outcome.PASSED : Finding.Outcome.WARNING;
        String scheme = record.settings().string("authorize").orElse("nothing");
        return List.of(new Finding("authorize", outcome, "an https URL", scheme, secure ? "" : "give an https URL"));
    }

    @Override
    public List<Finding> explain(ConnectionRecord record, Callback callback, SsoContext context) {
        return StubJudgement.explain(record.id(), record.secret(SECRET_NAME).orElse(""), callback, Optional.empty());
    }
}
