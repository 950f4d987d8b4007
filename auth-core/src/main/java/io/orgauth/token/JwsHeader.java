package io.orgauth.token;

import io.orgauth.InvalidCredentialException;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a protected header says (RFC 7515, 4.1): a claim of the sender, to be held against the key.
 *
 * <p>{@code jwk}, {@code jku}, {@code x5c} and {@code x5u} are not even read: keys come from the issuer's configuration only.
 *
 * @param type the media type in lower case without {@code application/}, empty if there is none
 */
record JwsHeader(JwsAlgorithm algorithm, Optional<String> kid, String type) {
    private static final int MAX_KID_LENGTH = 255;

    // Each of these changes what the other parts mean (RFC 7515, 4.1.11; RFC 7797; deflate); we understand none.
    private static final List<String> EXTENSIONS = List.of("crit", "b64", "zip");

    static JwsHeader parse(byte[] json) {
        try {
            JsonObject header = Json.parseObject(json);
            for (String extension : EXTENSIONS) {
                if (header.has(extension)) {
                    throw new InvalidCredentialException(
                            TokenReason.UNSUPPORTED_HEADER,
                            "header has \"" + extension + "\", which is not understood");
                }
            }
            requireNotNested(header);
            return new JwsHeader(algorithm(header), kid(header), type(header));
        } catch (JsonException e) {
            throw Jws.malformed("header: " + e.getMessage());
        }
    }

    /** RFC 7519, 5.2: this mark says that the payload is another token, so nothing in it would be a claim. */
    private static void requireNotNested(JsonObject header) {
        if (header.string("cty").map(JwsHeader::mediaType).equals(Optional.of("jwt"))) {
            throw new InvalidCredentialException(
                    TokenReason.UNSUPPORTED_HEADER, "header's \"cty\" says that a token is nested, which is not read");
        }
    }

    private static JwsAlgorithm algorithm(JsonObject header) {
        return header.string("alg")
                .flatMap(JwsAlgorithm::named)
                .orElseThrow(() -> new InvalidCredentialException(
                        TokenReason.UNSUPPORTED_ALGORITHM, "header's \"alg\" is missing or not a known algorithm"));
    }

    private static Optional<String> kid(JsonObject header) {
        Optional<String> kid = header.string("kid");
        boolean sane = kid.map(k -> k.length() <= MAX_KID_LENGTH && k.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                .orElse(true);
        if (!sane) {
            throw Jws.malformed("header's \"kid\" is not at most " + MAX_KID_LENGTH + " printable characters");
        }
        return kid;
    }

    private static String type(JsonObject header) {
        Optional<String> type = header.string("typ").map(JwsHeader::mediaType);
        if (type.equals(Optional.of(""))) {
            throw Jws.malformed("header's \"typ\" is empty"); // which is not the same as none
        }
        return type.orElse("");
    }

    /** RFC 7515, 4.1.9: media types compare without case, and "application/" may be left out if no other slash is there. */
    static String mediaType(String typ) {
        String type = typ.toLowerCase(Locale.ROOT);
        boolean prefixed = type.startsWith("application/") && type.lastIndexOf('/') == "application".length();
        return prefixed ? type.substring("application/".length()) : type;
    }
}
