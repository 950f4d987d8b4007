package io.orgauth.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.orgauth.AuthUnavailableException;
import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.http.FetchException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts opaque tokens by asking the issuer about each (RFC 7662), for a service that prefers asking to trusting signatures.
 *
 * <pre>{@code
 * TokenIntrospection introspection = TokenIntrospection.builder()
 *     .endpoint(URI.create("https://auth.example.com/oauth/introspect"))
 *     .credentials(clientId, clientSecret)
 *     .issuer("https://auth.example.com")
 *     .audience("https://data.acme.example")
 *     .organization("org_acme")
 *     .build();
 * }</pre>
 *
 * <p>An answer is kept for {@code cacheFor}, which is the longest that a revocation stays unknown while the issuer answers; with
 * {@code trustStaleFor} it may be used so much longer while the issuer does not. Of many calls with one token, one asks. Tokens
 * are kept as digests. Immutable but for its bounded cache, and thread-safe.
 */
public final class TokenIntrospection implements Authenticator<Credential.OpaqueToken> {
    private static final Logger LOG = LoggerFactory.getLogger(TokenIntrospection.class);
    private static final int MAX_TOKEN = 4_096;

    /** After a failure nobody asks for so long: whoever is down is not helped by a thousand questions. */
    private static final long REST_AFTER_FAILURE = Duration.ofSeconds(1).toNanos();

    /** An answer that nothing uses any more is forgotten then; the cache counts less exactly than we do. */
    private static final Duration FORGET = Duration.ofSeconds(1);

    private final IntrospectionRequest request;
    private final IntrospectionAnswers answers;
    private final TokenIntrospectionBuilder.Limits limits;
    private final LongSupplier ticker;
    private final Cache<String, Answered> cache;
    private final Map<String, FutureTask<Answered>> underWay = new ConcurrentHashMap<>();
    private volatile @Nullable Long failed;

    /** An answer, a refusal as good as an admission, and the tick at which it was asked for. */
    private record Answered(IntrospectionAnswers.Answer answer, long asked) {}

    TokenIntrospection(
            IntrospectionRequest request,
            IntrospectionAnswers answers,
            TokenIntrospectionBuilder.Limits limits,
            LongSupplier ticker) {
        this.request = request;
        this.answers = answers;
        this.limits = limits;
        this.ticker = ticker;
        this.cache = Caffeine.newBuilder()
                .maximumSize(limits.entries())
                .expireAfterWrite(limits.cacheFor().plus(limits.trustStaleFor()).plus(FORGET))
                .ticker(ticker::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /**
     * An authenticator for one issuer's opaque tokens.
     *
     * @return a builder
     */
    public static TokenIntrospectionBuilder builder() {
        return new TokenIntrospectionBuilder();
    }

    @Override
    public Class<Credential.OpaqueToken> accepts() {
        return Credential.OpaqueToken.class;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidCredentialException with {@link TokenReason#TOKEN_NOT_ACTIVE}, or the reason for which an active token is none
     *     for this place
     * @throws AuthUnavailableException with {@link TokenReason#INTROSPECTION_UNAVAILABLE} if the issuer gives no usable answer and
     *     there is none that may still be used
     */
    @Override
    public Principal authenticate(Credential.OpaqueToken credential) {
        String token = credential.value();
        if (token.length() > MAX_TOKEN) {
            throw Jws.tooLarge(token.length(), MAX_TOKEN);
        }
        String key = Base64Url.encode(Digest.sha256(token.getBytes(StandardCharsets.UTF_8)));
        Answered known = cache.getIfPresent(key);
        if (known != null && age(known) < keptFor(known.answer())) {
            return answers.principal(known.answer());
        }
        return answers.principal(answered(key, token, known).answer());
    }

    private long keptFor(IntrospectionAnswers.Answer answer) {
        return (answer.isRefusal() ? limits.cacheRefusalsFor() : limits.cacheFor()).toNanos();
    }

    private long age(Answered answered) {
        return ticker.getAsLong() - answered.asked();
    }

    private Answered answered(String key, String token, @Nullable Answered stale) {
        try {
            return ask(key, token);
        } catch (AuthUnavailableException e) {
            long most = limits.cacheFor().plus(limits.trustStaleFor()).toNanos();
            if (stale != null && !stale.answer().isRefusal() && age(stale) < most) {
                return stale;
            }
            throw e;
        }
    }

    /** One question for a token, however many callers show it at once. */
    private Answered ask(String key, String token) {
        Long lastFailure = failed;
        if (lastFailure != null && ticker.getAsLong() - lastFailure < REST_AFTER_FAILURE) {
            throw unavailable("it failed a moment ago", Optional.empty());
        }
        FutureTask<Answered> mine = new FutureTask<>(() -> askNow(key, token));
        FutureTask<Answered> asking = underWay.putIfAbsent(key, mine);
        if (asking == null) {
            asking = mine;
            try {
                mine.run();
            } finally {
                underWay.remove(key, mine);
            }
        }
        return result(asking);
    }

    private Answered askNow(String key, String token) {
        long asked = ticker.getAsLong();
        try {
            Answered answered = new Answered(answers.read(request.ask(token), key), asked);
            cache.put(key, answered);
            failed = null;
            return answered;
        } catch (FetchException e) {
            failed = ticker.getAsLong();
            LOG.debug("introspection: {}", e.getMessage());
            throw unavailable(e.problem().code(), Optional.of(e));
        } catch (IllegalArgumentException e) {
            failed = ticker.getAsLong();
            throw unavailable("its answer can't be read: " + e.getMessage(), Optional.empty());
        }
    }

    private static Answered result(FutureTask<Answered> asking) {
        try {
            return asking.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthUnavailableException known) {
                throw known;
            }
            throw unavailable("it failed", Optional.of(e));
        } catch (CancellationException e) {
            throw unavailable("it was cancelled", Optional.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("waiting for it was interrupted", Optional.of(e));
        }
    }

    private static AuthUnavailableException unavailable(String what, Optional<Exception> cause) {
        String message = "introspection is out of reach: " + what;
        return cause.map(e -> new AuthUnavailableException(TokenReason.INTROSPECTION_UNAVAILABLE, message, e))
                .orElseGet(() -> new AuthUnavailableException(TokenReason.INTROSPECTION_UNAVAILABLE, message));
    }

    @Override
    public Optional<OrganizationId> organization() {
        return Optional.of(answers.organization());
    }

    @Override
    public Optional<String> resource() {
        return Optional.of(answers.audience());
    }

    /**
     * The longest that a revocation stays unknown here.
     *
     * @return while the issuer answers, {@code cacheFor}; while it does not, {@code trustStaleFor} more
     */
    public Duration revocationDelay() {
        return limits.cacheFor().plus(limits.trustStaleFor());
    }

    /** Where it asks. */
    @Override
    public String toString() {
        return "TokenIntrospection[" + request + "]";
    }
}
