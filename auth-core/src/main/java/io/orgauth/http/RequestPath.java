package io.orgauth.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A path that every parser reads alike, decoded once. Whatever two parsers could read differently is refused: proxies,
 * containers and frameworks disagree on it, and each disagreement is a way round a rule.
 *
 * @param decoded begins with a slash
 */
record RequestPath(String decoded) {
    /** The path below the mount; the mount is judged too, as a container may call {@code /x/../app} one. */
    static RequestPath of(HttpRequest request) {
        Target target = Target.parse(request.target());
        requireOwnHost(target.authority(), request.headers());
        requirePath(target.path(), request.target());
        requireCharacters(target.path());
        requireNormalForm(target.path());
        decode(target.path());
        return new RequestPath(decode(request.path()));
    }

    /** Absolute form must agree with Host, or a proxy and we route by different names (RFC 9112, 3.2.2). */
    private static void requireOwnHost(Optional<String> authority, Headers headers) {
        String host = headers.single("Host").orElse("");
        if (authority.isPresent() && !authority.get().equalsIgnoreCase(host)) {
            throw refused(RequestReason.TARGET_HOST_DIFFERS, "the target's host is not that of the Host header");
        }
    }

    private static void requirePath(String path, String target) {
        if (!path.startsWith("/") || target.indexOf('#') >= 0) {
            throw refused(RequestReason.TARGET_MALFORMED, "the target must be a path without a fragment");
        }
    }

    private static void requireCharacters(String path) {
        if (!path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')) {
            throw refused(RequestReason.PATH_CHARACTER_REFUSED, "the path has a character that must be encoded");
        }
        if (path.indexOf(';') >= 0) {
            throw refused(RequestReason.PATH_PARAMETERS_REFUSED, "the path has parameters");
        }
    }

    private static void requireNormalForm(String path) {
        String closed = path + "/";
        if (closed.contains("/./") || closed.contains("/../") || path.contains("//")) {
            throw refused(RequestReason.PATH_NOT_NORMAL, "the path has an empty or a dot segment");
        }
    }

    /** Decodes once; a second decoding can't change the result, as no decoded character is a percent sign. */
    private static String decode(String path) {
        byte[] bytes = new byte[path.length()];
        int length = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            bytes[length++] = c == '%' ? unescaped(path, i) : (byte) c;
            i += c == '%' ? 2 : 0;
        }
        return utf8(ByteBuffer.wrap(bytes, 0, length));
    }

    private static byte unescaped(String path, int percent) {
        int octet = PercentCode.octet(path, percent);
        if (octet < 0) {
            throw refused(RequestReason.PATH_ESCAPE_MALFORMED, "the path has an incomplete percent-encoding");
        }
        if (octet < ' ' || octet == 0x7f || "./\\%;".indexOf(octet) >= 0) {
            throw refused(RequestReason.PATH_ESCAPE_REFUSED, "the path encodes a character with a meaning of its own");
        }
        return (byte) octet;
    }

    /** Strict: overlong forms such as {@code %c0%af} are a slash to a lax decoder. */
    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw refused(RequestReason.PATH_NOT_UTF_8, "the decoded path is no UTF-8");
        }
    }

    private static BadRequestException refused(RequestReason reason, String message) {
        return new BadRequestException(reason, message);
    }
}
