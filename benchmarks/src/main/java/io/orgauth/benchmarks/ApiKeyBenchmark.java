package io.orgauth.benchmarks;

import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.apikey.ApiKeyOwner;
import io.orgauth.apikey.ApiKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to prove an API key, from its text to the principal, beside a SHA-256 and a look-up in a map. */
@State(Scope.Thread)
public class ApiKeyBenchmark {
    private static final int ASKED = 1 << 10;
    private static final String DATA = "https://data.acme.example";
    private static final OrganizationId ACME = OrganizationId.of("org_acme");

    /** How many keys there are. */
    @Param({"10", "1000", "1000000"})
    public int keys = 10;

    private final String[] asked = new String[ASKED];
    private final Map<String, byte[]> digests = new HashMap<>();
    private Optional<Authenticator<Credential.ApiKey>> authenticator = Optional.empty();
    private int next;

    /** For JMH. */
    public ApiKeyBenchmark() {}

    /** Issues the keys. */
    @Setup
    public void issue() {
        Set<Permission> permissions = Set.of(Permission.of("models:read"), Permission.of("models:write"));
        Grant grant = new Grant(permissions, Set.of(Role.MEMBER));
        ApiKeys issuer = ApiKeys.builder()
                .issuer("https://auth.example.com")
                .grants((subject, organization) -> Optional.of(grant))
                .resources(permissions, DATA)
                .auditLog(event -> {})
                .anyRate()
                .build();
        for (int i = 0; i < keys; i++) {
            String key =
                    issuer.issue(ApiKeyOwner.of("usr_" + i % 100), ACME, "key").secret();
            asked[i % ASKED] = key;
            digests.put(id(key), sha256(key));
        }
        for (int i = keys; i < ASKED; i++) {
            asked[i] = asked[i % keys];
        }
        authenticator = Optional.of(issuer.forOrganization(ACME.value(), DATA));
    }

    /**
     * One proof.
     *
     * @return the principal
     */
    @Benchmark
    public Object prove() {
        Credential credential = Credential.bearer(asked[next++ & (ASKED - 1)]);
        return authenticator.orElseThrow().authenticate((Credential.ApiKey) credential);
    }

    /**
     * The floor.
     *
     * @return whether the digest is the stored one
     */
    @Benchmark
    public boolean digestAndLookUp() {
        String key = asked[next++ & (ASKED - 1)];
        return MessageDigest.isEqual(sha256(key), digests.get(id(key)));
    }

    private static String id(String key) {
        return key.substring(key.indexOf('_') + 1, key.lastIndexOf('_'));
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
