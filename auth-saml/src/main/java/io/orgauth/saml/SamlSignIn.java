package io.orgauth.saml;

import io.orgauth.http.HttpResponse;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A living connection to a SAML identity provider (SAML 2.0 Profiles, 4.1: Web Browser SSO). Thread-safe. */
final class SamlSignIn implements Connection {
    /** What the pending login remembers: the request's ID, and for whom and where its answer must be. */
    static final String REQUEST_ID = "request_id";

    static final String ENTITY_ID = "entity_id";
    static final String CONSUMER = "acs";

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int RANDOM_BITS = 160;

    private final ConnectionRecord record;
    private final SsoContext context;
    private final SamlSettings settings;
    private final ServiceProvider serviceProvider;
    private final IdentityMapping mapping;
    private final ResponseJudge judge = new ResponseJudge();

    /** Opens it; IllegalArgumentException if the settings or keys can't be. */
    SamlSignIn(ConnectionRecord record, SsoContext context) {
        this.record = record;
        this.context = context;
        this.settings = SamlSettings.read(record.settings());
        this.serviceProvider = ServiceProvider.of(record, context);
        this.mapping = new IdentityMapping(record.id(), serviceProvider.entityId(), settings);
        if (settings.request().signed() && serviceProvider.signingKey().isEmpty()) {
            throw new IllegalArgumentException("\"sign_requests\" needs a key: put one into the secret \""
                    + ServiceProvider.SIGNING_KEYS + "\", as PEM with its certificate");
        }
    }

    @Override
    public ConnectionRecord record() {
        return record;
    }

    SamlSettings settings() {
        return settings;
    }

    ServiceProvider serviceProvider() {
        return serviceProvider;
    }

    IdentityMapping mapping() {
        return mapping;
    }

    @Override
    public LoginStep start(LoginRequest request) {
        Instant now = context.clock().instant();
        String id = "_" + random(); // an ID must not begin with a digit (core, 1.3.4)
        PendingLogin pending = new PendingLogin(
                random(),
                record.id(),
                request.returnTo(),
                now.plus(PATIENCE),
                Map.of(
                        REQUEST_ID, id,
                        ENTITY_ID, serviceProvider.entityId(),
                        CONSUMER, serviceProvider.consumer().toString()));
        AuthnRequest message = new AuthnRequest(id, now, serviceProvider, settings.request(), request.fresh());
        return settings.byPost() ? posted(message, pending) : redirected(message, pending, request.loginHint());
    }

    private LoginStep redirected(AuthnRequest message, PendingLogin pending, Optional<String> hint) {
        Map<String, String> further = new LinkedHashMap<>();
        settings.vendor().hintParameter().ifPresent(name -> hint.ifPresent(typed -> further.put(name, typed)));
        URI location = RedirectBinding.url(
                settings.signInUrl(),
                message.xml(settings.signInUrl(), Optional.empty()),
                pending.handle(),
                signingKey(),
                further);
        return new LoginStep.Redirect(location, pending);
    }

    private LoginStep posted(AuthnRequest message, PendingLogin pending) {
        byte[] xml = message.xml(settings.signInUrl(), signingKey()).getBytes(StandardCharsets.UTF_8);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("SAMLRequest", Base64.getEncoder().encodeToString(xml));
        fields.put("RelayState", pending.handle());
        return new LoginStep.PostForm(settings.signInUrl(), fields, pending);
    }

    private Optional<ServiceProviderKey> signingKey() {
        return serviceProvider.signingKey().filter(key -> settings.request().signed());
    }

    private String random() {
        return new BigInteger(RANDOM_BITS, context.random()).toString(36);
    }

    @Override
    public ExternalIdentity finish(Callback callback, PendingLogin pending) {
        return judged(
                callback,
                expectation().inResponseTo(requestOf(callback, pending)).build());
    }

    /** The request that this browser was sent with; nothing of an answer to another is even parsed. */
    private String requestOf(Callback callback, PendingLogin pending) {
        boolean begunHere = pending.connection().equals(record.id())
                && callback.handle().map(came -> same(came, pending.handle())).orElse(false)
                && context.clock().instant().isBefore(pending.expires());
        return pending.value(REQUEST_ID)
                .filter(id -> begunHere)
                .orElseThrow(() -> SsoReason.UNSOLICITED.refusal(
                        "expected the RelayState of a sign-in that this connection began and that is not over"));
    }

    private static boolean same(String came, String expected) {
        return MessageDigest.isEqual(came.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ExternalIdentity finishUnsolicited(Callback callback) {
        if (!settings.answers().unsolicited()) {
            throw SsoReason.UNSOLICITED.refusal("the connection takes no sign-in that the identity provider began");
        }
        return judged(callback, expectation().unsolicited().build());
    }

    /** Replay comes last: what is refused for another reason must not use up the id of a good answer. */
    private ExternalIdentity judged(Callback callback, Expectation expectation) {
        JudgedAssertion assertion = judge.judge(response(callback), expectation);
        ExternalIdentity who = mapping.identity(assertion);
        if (!context.replayGuard().isFirstUse(record.id(), assertion.assertionId(), assertion.usableUntil())) {
            throw SamlReason.ASSERTION_REPLAYED.refusal("the assertion was used before");
        }
        return who;
    }

    /** By the HTTP-POST binding only: a query ends up in logs and histories (profiles, 4.1.2: not by HTTP-Redirect). */
    static String response(Callback callback) {
        boolean other = callback.parameter("SAMLRequest").isPresent()
                || callback.parameter("SAMLart").isPresent();
        return callback.parameter("SAMLResponse")
                .filter(response -> callback.method().equals("POST") && !other)
                .orElseThrow(() -> SsoReason.CALLBACK_MALFORMED.refusal("expected a posted \"SAMLResponse\" only"));
    }

    Expectation.Builder expectation() {
        Expectation.Builder expected = Expectation.builder()
                .entityId(serviceProvider.entityId())
                .acs(serviceProvider.consumer().toString())
                .identityProvider(settings.provider().entityId())
                .certificates(settings.provider().certificates())
                .decryptionKeys(serviceProvider.decryptionKeys())
                .policy(settings.answers().policy())
                .clock(context.clock());
        return settings.subjectAttribute().isPresent() ? expected.subjectIsAttribute() : expected;
    }

    @Override
    public Optional<HttpResponse> metadata() {
        return Optional.of(serviceProvider.metadata(settings));
    }
}
