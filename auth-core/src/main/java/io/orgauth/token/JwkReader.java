package io.orgauth.token;

import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import io.orgauth.token.JwsAlgorithm.Family;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one public JWK (RFC 7517, 4; RFC 7518, 6; RFC 8037, 2); a key that must not verify is empty. */
final class JwkReader {
    // RFC 7518, 6.2.2, 6.3.2: a set that shows private parts has given the key away.
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final JsonObject jwk;
    private final PublicKeys publicKeys;

    private JwkReader(JsonObject jwk, SignatureProviders providers) {
        this.jwk = jwk;
        this.publicKeys = new PublicKeys(providers);
    }

    static Optional<VerificationKey> read(JsonObject jwk) {
        return read(jwk, SignatureProviders.ON_CLASS_PATH);
    }

    static Optional<VerificationKey> read(JsonObject jwk, SignatureProviders providers) {
        try {
            JwkReader reader = new JwkReader(jwk, providers);
            return reader.mayVerify() ? reader.key() : Optional.empty();
        } catch (JsonException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** RFC 7517, 4.2 and 4.3: a key for encryption does not verify. */
    private boolean mayVerify() {
        boolean use = jwk.string("use").map("sig"::equals).orElse(true);
        boolean operations =
                jwk.strings("key_ops").map(ops -> ops.contains("verify")).orElse(true);
        return use && operations && PRIVATE.stream().noneMatch(jwk::has);
    }

    private Optional<VerificationKey> key() throws GeneralSecurityException {
        Map<JwsAlgorithm, SignatureCheck> checks = new EnumMap<>(JwsAlgorithm.class);
        for (JwsAlgorithm algorithm : algorithms()) {
            checks.put(algorithm, check(algorithm));
        }
        return checks.isEmpty() ? Optional.empty() : Optional.of(new VerificationKey(jwk.string("kid"), checks));
    }

    /** The key's own {@code alg}, else whatever its type and curve allow; an {@code alg} that does not fit is no key. */
    private Set<JwsAlgorithm> algorithms() {
        Set<JwsAlgorithm> fitting = EnumSet.noneOf(JwsAlgorithm.class);
        String type = required("kty");
        String curve = type.equals("RSA") ? "" : required("crv");
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            if (fits(algorithm, type, curve)) {
                fitting.add(algorithm);
            }
        }
        Optional<String> own = jwk.string("alg");
        if (own.isPresent()) {
            JwsAlgorithm named = JwsAlgorithm.named(own.get()).orElse(null);
            fitting.removeIf(algorithm -> algorithm != named);
        }
        return fitting;
    }

    private static boolean fits(JwsAlgorithm algorithm, String type, String curve) {
        return switch (algorithm.family()) {
            case RSA -> type.equals("RSA");
            case EC -> type.equals("EC") && curve.equals(Curve.of(algorithm).jwkName());
            case OKP -> type.equals("OKP") && curve.equals("Ed25519");
            case OCT -> false;
        };
    }

    private SignatureCheck check(JwsAlgorithm algorithm) throws GeneralSecurityException {
        if (algorithm.family() == Family.RSA) {
            return publicKeys.rsa(algorithm, unsigned("n"), unsigned("e"));
        }
        if (algorithm.family() == Family.EC) {
            return publicKeys.ec(algorithm, bytes("x"), bytes("y"));
        }
        return publicKeys.ed25519(bytes("x"));
    }

    private BigInteger unsigned(String name) {
        return new BigInteger(1, bytes(name));
    }

    private byte[] bytes(String name) {
        byte[] ascii = required(name).getBytes(StandardCharsets.US_ASCII);
        byte @Nullable [] decoded = Base64Url.decode(ascii, 0, ascii.length);
        if (decoded == null) {
            throw new IllegalArgumentException("JWK \"" + name + "\" is not canonical base64url");
        }
        return decoded;
    }

    private String required(String name) {
        return jwk.string(name).orElseThrow(() -> new IllegalArgumentException("JWK has no \"" + name + "\""));
    }
}
