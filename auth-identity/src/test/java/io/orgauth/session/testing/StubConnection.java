package io.orgauth.session.testing;

import io.orgauth.AuthUnavailableException;
import io.orgauth.Authentication;
import io.orgauth.InvalidCredentialException;
import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.Callback;
import io.orgauth.sso.Connection;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.sso.LoginRequest;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import io.orgauth.sso.SsoContext;
import io.orgauth.sso.SsoReason;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A connection to a stub provider. Thread-safe. */
final class StubConnection implements Connection {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final StubSsoProtocol protocol;
    private final ConnectionRecord record;
    private final SsoContext context;
    private final URI authorize;
    private final String secret;

    StubConnection(
            StubSsoProtocol protocol, ConnectionRecord record, SsoContext context, URI authorize, String secret) {
        this.protocol = protocol;
        this.record = record;
        this.context = context;
        this.authorize = authorize;
        this.secret = secret;
    }

    @Override
    public ConnectionRecord record() {
        return record;
    }

    @Override
    public LoginStep start(LoginRequest request) {
        requireReachable();
        String nonce = random();
        PendingLogin pending = new PendingLogin(
                random(),
                record.id(),
                request.returnTo(),
                context.clock().instant().plus(PATIENCE),
                Map.of("nonce", nonce));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("state", pending.handle());
        fields.put("nonce", nonce);
        fields.put("connection", record.id());
        fields.put("callback", context.callback(record.id()).toString());
        fields.put("response", record.settings().string("response").orElse("form"));
        request.loginHint().ifPresent(hint -> fields.put("login_hint", hint));
        if (request.fresh()) {
            fields.put("prompt", "login");
        }
        return record.settings().string("request").orElse("query").equals("form")
                ? new LoginStep.PostForm(authorize, fields, pending)
                : new LoginStep.Redirect(URI.create(authorize + "?" + encoded(fields)), pending);
    }

    private void requireReachable() {
        if (protocol.isUnreachable()) {
            throw new AuthUnavailableException(StubReason.UNREACHABLE, "the stub provider does not answer");
        }
    }

    private String random() {
        return new BigInteger(128, context.random()).toString(36);
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public ExternalIdentity finish(Callback callback, PendingLogin pending) {
        return judged(callback, pending.value("nonce"));
    }

    @Override
    public ExternalIdentity finishUnsolicited(Callback callback) {
        if (!record.settings().bool("unsolicited").orElse(false)) {
            throw SsoReason.UNSOLICITED.refusal("the connection's settings do not allow the provider to begin");
        }
        return judged(callback, Optional.empty());
    }

    private ExternalIdentity judged(Callback callback, Optional<String> nonce) {
        protocol.count();
        requireReachable();
        JsonObject answer = StubJudgement.judge(record.id(), secret, callback, nonce);
        Instant until = context.clock().instant().plus(PATIENCE);
        if (!context.replayGuard().isFirstUse(record.id(), answer.string("id").orElse(""), until)) {
            throw new InvalidCredentialException(StubReason.REPLAYED, "the answer was used before");
        }
        return identity(answer);
    }

    private ExternalIdentity identity(JsonObject answer) {
        Instant time =
                answer.string("time").map(Instant::parse).orElse(context.clock().instant());
        Authentication authentication = new Authentication(Optional.of(time), Set.of("pwd"), Optional.empty());
        ExternalIdentity.Builder who =
                ExternalIdentity.builder(record.id(), answer.string("subject").orElse(""), authentication);
        answer.string("email").ifPresent(who::assertedEmail);
        answer.string("name").ifPresent(who::displayName);
        answer.string("realm").ifPresent(who::realm);
        answer.string("sid").ifPresent(who::session);
        answer.strings("groups").map(Set::copyOf).ifPresent(who::groups);
        return who.build();
    }

    @Override
    public Optional<HttpResponse> metadata() {
        JsonObject ours = JsonObject.builder()
                .put("callback", context.callback(record.id()).toString())
                .build();
        return Optional.of(HttpResponse.json(200, ours));
    }
}
