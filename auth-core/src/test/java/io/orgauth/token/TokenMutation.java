package io.orgauth.token;

import io.orgauth.json.JsonNull;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One change of a good token, by chance. */
final class TokenMutation {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String FOREIGN = "+/= \n\t.~%\u0000\u00e9\ud83d";
    private static final List<String> CLAIMS = List.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "nbf",
            "jti",
            "client_id",
            "org_id",
            "scope",
            "roles",
            "cnf",
            "auth_time",
            "amr",
            "acr",
            "nonce",
            "x",
            "");
    private static final List<String> HEADERS = List.of("alg", "typ", "kid", "crit", "b64", "zip", "cty", "x");

    // We don't read these whatever they hold; the others do, so here they hold what they should.
    private static final Map<String, Object> LURES = Map.of(
            "jku",
            "https://evil.example/jwks.json",
            "x5u",
            "https://evil.example/chain.pem",
            "x5c",
            List.of("MIIB"),
            "jwk",
            TestKeys.jwk(JwsAlgorithm.ES256, TestKeys.stranger(JwsAlgorithm.ES256))
                    .build());

    private final JwsAlgorithm algorithm;
    private final List<String> issued;
    private final Random random;
    private final boolean signedAnew;
    private final String token;

    TokenMutation(JwsAlgorithm algorithm, List<String> issued, Random random) {
        this.algorithm = algorithm;
        this.issued = issued;
        this.random = random;
        this.signedAnew = random.nextInt(3) == 0;
        this.token = signedAnew ? edited().sign() : respelled(pick(issued));
    }

    String token() {
        return token;
    }

    /** Whether the issuer itself signed what was changed. */
    boolean isSignedAnew() {
        return signedAnew;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private SignedJwt edited() {
        SignedJwt token = SignedJwt.good(algorithm);
        return switch (random.nextInt(8)) {
            case 0 -> token.without(pick(CLAIMS));
            case 1 -> token.header(pick(HEADERS), value());
            case 2 -> token.withoutHeader(pick(HEADERS));
            case 3 -> token.rawPayload(scrambled(token.payloadText()));
            case 4 -> token.rawHeader(scrambled(token.headerText()));
            case 5 -> lured(token);
            case 6 -> token.with("exp", SignedJwt.NOW.getEpochSecond() + random.nextInt(1_000) - 500);
            default -> token.with(pick(CLAIMS), value());
        };
    }

    private SignedJwt lured(SignedJwt token) {
        String name = pick(List.of("jku", "x5u", "x5c", "jwk"));
        return token.header(name, LURES.get(name));
    }

    private Object value() {
        long now = SignedJwt.NOW.getEpochSecond();
        List<Object> values = List.of(
                "",
                "none",
                "JWT",
                "application/at+jwt",
                SignedJwt.ISSUER,
                SignedJwt.AUDIENCE,
                SignedJwt.ORGANIZATION,
                "a b",
                algorithm.headerName(),
                TestKeys.kid(algorithm),
                0,
                -1,
                now,
                now + 59,
                now + 61,
                now + 90_000,
                new BigDecimal(now + ".5"),
                new BigDecimal("9223372036854775808"),
                new BigDecimal("1e200"),
                true,
                false,
                JsonNull.NULL,
                List.of(),
                List.of(SignedJwt.AUDIENCE),
                List.of("a", SignedJwt.AUDIENCE),
                List.of("exp"),
                Map.of(),
                Map.of("jkt", "x"));
        return pick(values);
    }

    /** JSON with a character changed, dropped, doubled or moved. */
    private String scrambled(String json) {
        int at = random.nextInt(json.length());
        String instead = String.valueOf(json.charAt(random.nextInt(json.length())));
        return switch (random.nextInt(4)) {
            case 0 -> json.substring(0, at) + instead + json.substring(at + 1);
            case 1 -> json.substring(0, at) + json.substring(at + 1);
            case 2 -> json.substring(0, at) + ' ' + json.substring(at);
            default -> json.substring(0, json.length() - 1) + ",\"" + pick(CLAIMS) + "\":1}";
        };
    }

    private String respelled(String token) {
        String[] parts = token.split("\\.");
        int at = random.nextInt(token.length());
        return switch (random.nextInt(10)) {
            case 0 -> token.substring(0, at) + ALPHABET.charAt(random.nextInt(64)) + token.substring(at + 1);
            case 1 -> token.substring(0, at) + FOREIGN.charAt(random.nextInt(FOREIGN.length())) + token.substring(at);
            case 2 -> token.substring(0, at);
            case 3 -> token.substring(at);
            case 4 -> token.substring(0, at) + token.substring(Math.min(token.length(), at + 1 + random.nextInt(3)));
            case 5 -> swapped(parts, random.nextInt(3), pick(issued).split("\\."));
            case 6 -> lastBits(parts, random.nextInt(3));
            case 7 -> parts[0] + '.' + parts[1] + '.' + TestKeys.base64(otherSignature(decoded(parts[2])));
            case 8 -> token + pick(List.of("=", "==", ".", " ", "\r\n", "A", "AAAA"));
            default -> token.replace('-', '+').replace('_', '/');
        };
    }

    private static String swapped(String[] parts, int index, String[] other) {
        parts[index] = other[index];
        return String.join(".", parts);
    }

    /** The last character with other bits behind the last byte. */
    private static String lastBits(String[] parts, int index) {
        String part = parts[index];
        int value = ALPHABET.indexOf(part.charAt(part.length() - 1));
        parts[index] = part.substring(0, part.length() - 1) + ALPHABET.charAt(value ^ 1);
        return String.join(".", parts);
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private byte[] otherSignature(byte[] signature) {
        int half = signature.length / 2;
        byte[] changed = signature.clone();
        switch (random.nextInt(4)) {
            case 0 -> changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(changed, random.nextInt(2) * half, changed.length, (byte) 0);
            case 2 -> changed = Arrays.copyOf(signature, signature.length + 1 - 2 * random.nextInt(2));
            default -> changed = twin(signature, half);
        }
        return changed;
    }

    /** The same r, and n - s. */
    private byte[] twin(byte[] signature, int half) {
        if (!algorithm.headerName().startsWith("ES")) {
            return signature;
        }
        BigInteger order = ((ECPublicKey) TestKeys.issuer(algorithm).getPublic())
                .getParams()
                .getOrder();
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
        byte[] twin = signature.clone();
        System.arraycopy(TestKeys.fixed(order.subtract(s), half), 0, twin, half, half);
        return twin;
    }
}
