package io.orgauth.oidc;

import io.orgauth.InvalidCredentialException;
import io.orgauth.sso.Callback;
import io.orgauth.sso.Connection;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.sso.LoginRequest;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import io.orgauth.sso.SsoContext;
import io.orgauth.token.SignedClaims;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One OpenID provider's relying party (OpenID Connect Core 1.0, code flow with PKCE, {@code state}, {@code nonce} and {@code iss}). In
 * a control plane {@link OidcProtocol} opens it; alone it is used like this:
 *
 * <pre>{@code
 * SsoContext here = SsoContext.builder().issuer("https://app.example.com").replayGuard(ReplayGuard.inMemory(clock)).build();
 * RelyingParty google = RelyingParty.of(OidcConnection.google(clientId, clientSecret).id("con_google").build(), here);
 * LoginStep step = google.start("/home");                     // redirect the browser, keep step.pending() in its session
 * ExternalIdentity who = google.finish(callback, step.pending());
 * }</pre>
 *
 * <p>The provider's metadata and keys are fetched when first needed, refreshed, and used through outages of up to a day. Thread-safe.
 */
public final class RelyingParty implements Connection {
    private final ConnectionRecord record;
    private final OidcSettings settings;
    private final SsoContext context;
    private final URI redirectUri;
    private final Provider provider;
    private final CodeExchange exchange;
    private final IdTokenRules rules;
    private final IdentityReader identities;

    private RelyingParty(ConnectionRecord record, SsoContext context, LongSupplier ticker) {
        this.record = record;
        this.settings = OidcSettings.of(record);
        this.context = context;
        this.redirectUri = context.callback(record.id());
        this.provider = new Provider(settings, context.fetcher(), ticker);
        this.exchange = new CodeExchange(settings, redirectUri, context);
        this.rules = new IdTokenRules(settings, provider);
        this.identities = new IdentityReader(record.id(), settings, rules);
    }

    /**
     * The relying party of a record. Nothing is fetched yet.
     *
     * @param record made by {@link OidcConnection}
     * @param context what it lives in
     * @return the relying party
     * @throws IllegalArgumentException if the settings can't be; the message names the setting and the fix
     */
    public static RelyingParty of(ConnectionRecord record, SsoContext context) {
        return of(record, context, System::nanoTime);
    }

    static RelyingParty of(ConnectionRecord record, SsoContext context, LongSupplier ticker) {
        return new RelyingParty(record, context, ticker);
    }

    /**
     * Where the provider must send browsers back to, to be registered there exactly so.
     *
     * @return our URL
     */
    public URI redirectUri() {
        return redirectUri;
    }

    @Override
    public ConnectionRecord record() {
        return record;
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.orgauth.AuthUnavailableException with {@link OidcReason#PROVIDER_UNAVAILABLE} or {@link
     *     OidcReason#PROVIDER_METADATA_REFUSED} if the provider's metadata can't be had
     */
    @Override
    public LoginStep start(LoginRequest request) {
        Login login = Login.begin(context, request.fresh());
        URI location = new AuthorizationRequest(settings, redirectUri).url(provider.metadata(), login, request);
        return new LoginStep.Redirect(location, login.pending(record.id(), request.returnTo()));
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidCredentialException with an {@link OidcReason}, {@link io.orgauth.sso.SsoReason} or {@link
     *     io.orgauth.token.TokenReason}
     * @throws io.orgauth.AuthUnavailableException with {@link OidcReason#PROVIDER_UNAVAILABLE}, {@link
     *     OidcReason#PROVIDER_METADATA_REFUSED} or {@link io.orgauth.token.TokenReason#KEYS_UNAVAILABLE}, or the replay guard's own
     */
    @Override
    public ExternalIdentity finish(Callback callback, PendingLogin pending) {
        Login login = requireOwn(pending);
        ProviderMetadata metadata = provider.metadata();
        String code = new AuthorizationResponse(settings).code(callback, login, metadata);
        Answers answers = exchange.answers(metadata, code, login);
        SignedClaims token = rules.judge(answers, login, context.clock().instant());
        ExternalIdentity identity = identities.identity(token, answers);
        requireFirstUse(login, pending);
        return identity;
    }

    private Login requireOwn(PendingLogin pending) {
        if (!pending.connection().equals(record.id())) {
            throw OidcReason.STATE_MISMATCH.refusal("the pending login is another connection's");
        }
        Instant now = context.clock().instant();
        if (!now.isBefore(pending.expires())) {
            throw OidcReason.LOGIN_TOO_OLD.refusal("the pending login ended at " + pending.expires());
        }
        return Login.of(pending);
    }

    /** Last, so that what was refused uses nothing up; the nonce names this sign-in and stands in its one ID token. */
    private void requireFirstUse(Login login, PendingLogin pending) {
        if (!context.replayGuard().isFirstUse("oidc:" + record.id(), login.nonce(), pending.expires())) {
            throw OidcReason.LOGIN_FINISHED_BEFORE.refusal("the pending login was finished before");
        }
    }

    /**
     * {@inheritDoc} (OpenID Connect RP-Initiated Logout 1.0). The provider may ask the person first, as it is told our client but shown
     * no ID token: those are not kept.
     *
     * @throws IllegalArgumentException if {@code returnTo} is not below our issuer
     */
    @Override
    public Optional<LoginStep> logout(ExternalIdentity identity, String returnTo) {
        String own = context.issuer();
        if (!returnTo.equals(own) && !returnTo.startsWith(own + "/")) {
            throw new IllegalArgumentException("returnTo must be an absolute URL below " + own);
        }
        Login login = Login.begin(context, false);
        return provider.metadata().endSession().map(endpoint -> {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("client_id", settings.clientId());
            parameters.put("post_logout_redirect_uri", returnTo);
            parameters.put("state", login.state());
            return new LoginStep.Redirect(BrowserUrl.of(endpoint, parameters), login.pending(record.id(), returnTo));
        });
    }

    /** The connection and the issuer. */
    @Override
    public String toString() {
        return "RelyingParty[" + record.id() + " " + settings.issuer() + "]";
    }
}
