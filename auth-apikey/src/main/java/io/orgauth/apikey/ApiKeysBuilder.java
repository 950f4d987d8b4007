package io.orgauth.apikey;

import com.github.benmanes.caffeine.cache.Ticker;
import io.orgauth.ApiKeyFormat;
import io.orgauth.Grants;
import io.orgauth.Permission;
import io.orgauth.Subject;
import io.orgauth.audit.AuditLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/** Collects what {@link ApiKeys} need. Not thread-safe. */
public final class ApiKeysBuilder {
    private Optional<String> issuer = Optional.empty();
    private Optional<Grants> grants = Optional.empty();
    private Optional<ResourcePermissions> resources = Optional.empty();
    private ApiKeyFormat format = ApiKeyFormat.of("orgauth");
    private ApiKeyStore store = ApiKeyStore.inMemory();
    private ApiKeyPolicies policies = organization -> ApiKeyPolicy.STANDARD;
    private Optional<ApiKeyRate> rate = Optional.of(ApiKeyRate.STANDARD);
    private AuditLog auditLog = AuditLog.jsonLines();
    private Clock clock = Clock.systemUTC();
    private Ticker ticker = Ticker.systemTicker();
    private SecureRandom random = new SecureRandom();
    private Optional<ScheduledExecutorService> scheduler = Optional.empty();

    ApiKeysBuilder() {}

    /**
     * Who names the owners: the issuer part of their {@link Subject}.
     *
     * @param name the exact issuer
     * @return this
     */
    public ApiKeysBuilder issuer(String name) {
        issuer = Optional.of(name);
        return this;
    }

    /**
     * What owners may do now.
     *
     * @param source asked at every use of a key
     * @return this
     */
    public ApiKeysBuilder grants(Grants source) {
        grants = Optional.of(source);
        return this;
    }

    /**
     * Which resources organizations have, and what means something there.
     *
     * @param source asked at every use of a key
     * @return this
     */
    public ApiKeysBuilder resources(ResourcePermissions source) {
        resources = Optional.of(source);
        return this;
    }

    /**
     * The only resources there are, in every organization, for a product without a register of them.
     *
     * @param permissions what means something there
     * @param uris their URIs
     * @return this
     */
    public ApiKeysBuilder resources(Set<Permission> permissions, String... uris) {
        Set<Permission> meaningful = Set.copyOf(permissions);
        Set<String> known = Set.of(uris);
        return resources((organization, uri) -> Optional.of(meaningful).filter(all -> known.contains(uri)));
    }

    /**
     * The prefix of new keys, {@code orgauth} unless said. Keys of another prefix are refused.
     *
     * @param prefix a lower-case letter and 1 to 15 lower-case letters and digits
     * @return this
     * @throws IllegalArgumentException if it is anything else
     */
    public ApiKeysBuilder prefix(String prefix) {
        format = ApiKeyFormat.of(prefix);
        return this;
    }

    /**
     * Where keys are kept; in memory unless said.
     *
     * @param kept the store
     * @return this
     */
    public ApiKeysBuilder store(ApiKeyStore kept) {
        store = kept;
        return this;
    }

    /**
     * How long keys live; {@link ApiKeyPolicy#STANDARD} everywhere unless said.
     *
     * @param source asked whenever a key is issued or rotated
     * @return this
     */
    public ApiKeysBuilder policies(ApiKeyPolicies source) {
        policies = source;
        return this;
    }

    /**
     * How often a key may be used; {@link ApiKeyRate#STANDARD} unless said.
     *
     * @param most the rate, of each key on each node
     * @return this
     */
    public ApiKeysBuilder rate(ApiKeyRate most) {
        rate = Optional.of(most);
        return this;
    }

    /**
     * Says that keys may be used as often as their holders like, for example because something in front counts.
     *
     * @return this
     */
    public ApiKeysBuilder anyRate() {
        rate = Optional.empty();
        return this;
    }

    /**
     * Where changes of keys are told; lines of JSON in the log unless said.
     *
     * @param log the log
     * @return this
     */
    public ApiKeysBuilder auditLog(AuditLog log) {
        auditLog = log;
        return this;
    }

    /**
     * The clock for expiry; the system's unless said.
     *
     * @param source the clock
     * @return this
     */
    public ApiKeysBuilder clock(Clock source) {
        clock = source;
        return this;
    }

    /**
     * The ticker for rates, which no change of the wall clock disturbs; the system's unless said.
     *
     * @param source the ticker
     * @return this
     */
    public ApiKeysBuilder ticker(Ticker source) {
        ticker = source;
        return this;
    }

    /**
     * The source of ids and secrets; a new one unless said.
     *
     * @param source the source
     * @return this
     */
    public ApiKeysBuilder random(SecureRandom source) {
        random = source;
        return this;
    }

    /**
     * Where the times of use are written from, once a minute; one daemon thread unless said.
     *
     * @param executor a scheduler that its owner ends
     * @return this
     */
    public ApiKeysBuilder scheduler(ScheduledExecutorService executor) {
        scheduler = Optional.of(executor);
        return this;
    }

    /**
     * The keys.
     *
     * @return ready for use, to be closed
     * @throws IllegalStateException if something is missing; the message names the call to add
     * @throws IllegalArgumentException if the issuer is empty or holds invisible characters
     */
    public ApiKeys build() {
        String named = issuer.orElseThrow(() -> missing("who names the owners", ".issuer(...)"));
        Grants rights = grants.orElseThrow(() -> missing("what owners may do", ".grants(...)"));
        ResourcePermissions register =
                resources.orElseThrow(() -> missing("which resources there are", ".resources(...)"));
        Subject.of(named, "checked");
        ApiKeyJudge judge = new ApiKeyJudge(
                named,
                format,
                store,
                rights,
                register,
                new KeyRates(rate, ticker),
                new LastUse(store, clock, scheduler),
                clock);
        return new ApiKeys(judge, policies, random, new LoggedUnit(store, auditLog, clock));
    }

    private static IllegalStateException missing(String what, String call) {
        return new IllegalStateException("say " + what + ": " + call);
    }
}
