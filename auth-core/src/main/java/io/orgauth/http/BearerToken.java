package io.orgauth.http;

import io.orgauth.ApiKeyFormat;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes the one credential out of a request: {@code Authorization: Bearer}, nothing else (RFC 6750, 2.1). */
final class BearerToken {
    private static final int LONGEST = 16_384;
    private static final String SCHEME = "bearer";
    private static final String TOKEN_PUNCTUATION = "-._~+/";

    private BearerToken() {}

    static Credential in(HttpRequest request) {
        requireNoneInUrl(request.rawQuery());
        List<String> fields = request.headers().all("Authorization");
        if (fields.isEmpty()) {
            throw refused(GateReason.CREDENTIAL_MISSING, "no Authorization header came");
        }
        if (fields.size() > 1) {
            throw new BadRequestException(GateReason.CREDENTIAL_REPEATED, "expected one Authorization header");
        }
        return Credential.bearer(token(fields.get(0)));
    }

    /** RFC 9700, 2.2: a token in a URL leaks by logs, histories and Referer, so it is not even tried. */
    static void requireNoneInUrl(Optional<String> query) {
        for (String pair : query.orElse("").split("&", -1)) {
            int equals = pair.indexOf('=');
            requireNoApiKey(decoded(pair.substring(equals + 1)));
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (name.toLowerCase(Locale.ROOT).equals("access_token")) {
                throw new BadRequestException(GateReason.CREDENTIAL_IN_URL, "\"access_token\" stands in the URL");
            }
        }
    }

    /** Whatever the parameter is called: the key is known to every log on the way by now. */
    private static void requireNoApiKey(String value) {
        if (ApiKeyFormat.isKey(value)) {
            String id = Credential.ApiKey.of(value).id();
            throw new BadRequestException(
                    GateReason.API_KEY_IN_URL, "the API key " + id + " stands in the URL, deactivate it");
        }
    }

    /** Lenient, since the rest of the query is the application's: whatever some parser takes for the name, counts. */
    private static String decoded(String raw) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            int octet = raw.charAt(i) == '%' ? PercentCode.octet(raw, i) : -1;
            text.append(octet < 0 ? raw.charAt(i) : (char) octet);
            i += octet < 0 ? 0 : 2;
        }
        return text.toString();
    }

    private static String token(String field) {
        int space = field.indexOf(' ');
        String scheme = space < 0 ? field : field.substring(0, space);
        if (!scheme.equalsIgnoreCase(SCHEME)) {
            throw refused(GateReason.SCHEME_NOT_SUPPORTED, "expected the scheme Bearer");
        }
        String token = field.substring(SCHEME.length()).replaceFirst("^ ", "");
        if (token.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw refused(GateReason.CREDENTIAL_TOO_LONG, "expected at most " + LONGEST + " bytes of token");
        }
        if (!isB64Token(token)) {
            throw refused(GateReason.CREDENTIAL_MALFORMED, "expected Bearer, one space and a b64token");
        }
        return token;
    }

    /** {@code 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="}. */
    private static boolean isB64Token(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        return end > 0 && token.chars().limit(end).allMatch(BearerToken::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_PUNCTUATION.indexOf(c) >= 0;
    }

    private static InvalidCredentialException refused(GateReason reason, String message) {
        return new InvalidCredentialException(reason, message);
    }
}
