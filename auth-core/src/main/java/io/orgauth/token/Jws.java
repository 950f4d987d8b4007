package io.orgauth.token;

import io.orgauth.InvalidCredentialException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The three parts of a compact JWS (RFC 7515, 3.1), cut by shape alone. Nothing is believed yet; garbage is refused here,
 * before anything is decoded.
 */
final class Jws {
    private final byte[] ascii;
    private final int headerEnd;
    private final int payloadEnd;

    private Jws(byte[] ascii, int headerEnd, int payloadEnd) {
        this.ascii = ascii;
        this.headerEnd = headerEnd;
        this.payloadEnd = payloadEnd;
    }

    static Jws parse(String compact, int maxBytes) {
        if (compact.length() > maxBytes) {
            throw tooLarge(compact.length(), maxBytes);
        }
        // A character outside ASCII becomes '?', which is outside the alphabet as well.
        byte[] ascii = compact.getBytes(StandardCharsets.US_ASCII);
        int headerEnd = partEnd(ascii, 0);
        int payloadEnd = partEnd(ascii, headerEnd + 1);
        int signatureEnd = partEnd(ascii, payloadEnd + 1);
        boolean empty = headerEnd == 0 || signatureEnd == payloadEnd + 1;
        // An empty payload is a JWS (RFC 7515), just no claims. With a dot too few the last part begins behind the end.
        if (signatureEnd != ascii.length || empty) {
            throw malformed("token is not three base64url parts joined by dots");
        }
        return new Jws(ascii, headerEnd, payloadEnd);
    }

    /** Where the part that begins at {@code from} ends: at the first character outside the alphabet, which must be a dot. */
    private static int partEnd(byte[] ascii, int from) {
        int at = from;
        while (at < ascii.length && Base64Url.isAlphabet(ascii[at])) {
            at++;
        }
        if (at < ascii.length && ascii[at] != '.') {
            throw malformed("token has a character outside base64url");
        }
        return at;
    }

    /** The header as it was sent: equal text is an equal header. */
    String headerText() {
        return new String(ascii, 0, headerEnd, StandardCharsets.ISO_8859_1);
    }

    byte[] header() {
        return decoded("header", 0, headerEnd);
    }

    byte[] payload() {
        return decoded("payload", headerEnd + 1, payloadEnd);
    }

    byte[] signature() {
        return decoded("signature", payloadEnd + 1, ascii.length);
    }

    /** The buffer that starts with the signing input (RFC 7515, 5.2 step 8). */
    byte[] buffer() {
        return ascii;
    }

    int length() {
        return ascii.length;
    }

    int signingInputLength() {
        return payloadEnd;
    }

    /** SHA-256 of the signing input: it names the token whatever its signature looks like (ECDSA has many for one input). */
    String digest() {
        return Base64Url.encode(Digest.of("SHA-256", ascii, payloadEnd));
    }

    static InvalidCredentialException tooLarge(int length, int maxBytes) {
        return new InvalidCredentialException(
                TokenReason.TOKEN_TOO_LARGE, "token has " + length + " characters, at most " + maxBytes + " are read");
    }

    private byte[] decoded(String part, int from, int to) {
        byte @Nullable [] decoded = Base64Url.decode(ascii, from, to);
        if (decoded == null) {
            throw malformed("token's " + part + " is not canonical base64url");
        }
        return decoded;
    }

    static InvalidCredentialException malformed(String message) {
        return new InvalidCredentialException(TokenReason.MALFORMED_TOKEN, message);
    }
}
