package io.orgauth.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a query or form body ({@code application/x-www-form-urlencoded}), read strictly: a broken escape,
 * invalid UTF-8, NUL or a character that no browser sends is refused, never repaired.
 *
 * <p>Repeated parameters are kept apart, as merging or picking one is how two parsers come to different requests. At most
 * {@value #MAX_PARAMETERS} parameters, names of at most {@value #MAX_NAME} characters. Immutable and thread-safe.
 */
public final class Form {
    /** The most parameters, repeats counted. */
    public static final int MAX_PARAMETERS = 256;
    /** The longest name, in characters. */
    public static final int MAX_NAME = 256;

    private final Map<String, List<String>> parameters;

    private Form(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * Reads encoded parameters.
     *
     * @param encoded the raw query or body
     * @return the parameters
     * @throws BadRequestException with {@link RequestReason#FORM_MALFORMED} or {@link RequestReason#FORM_TOO_LARGE}
     */
    static Form parse(String encoded) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        int count = 0;
        for (int from = 0; from <= encoded.length(); ) {
            int end = encoded.indexOf('&', from) < 0 ? encoded.length() : encoded.indexOf('&', from);
            if (++count > MAX_PARAMETERS) {
                throw tooLarge("expected at most " + MAX_PARAMETERS + " parameters");
            }
            if (end > from) {
                add(parameters, encoded.substring(from, end));
            }
            from = end + 1;
        }
        return new Form(Collections.unmodifiableMap(parameters));
    }

    private static void add(Map<String, List<String>> parameters, String pair) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        if (name.isEmpty()) {
            throw malformed("a parameter has no name");
        }
        if (name.length() > MAX_NAME) {
            throw tooLarge("expected names of at most " + MAX_NAME + " characters");
        }
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }

    private static String decoded(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes[length++] = octet(text, i);
            i += c == '%' ? 2 : 0;
        }
        return utf8(ByteBuffer.wrap(bytes, 0, length));
    }

    private static byte octet(String text, int at) {
        char c = text.charAt(at);
        if (c <= ' ' || c >= 0x7f) {
            throw malformed("a character must be encoded");
        }
        if (c == '+') {
            return ' ';
        }
        int octet = c == '%' ? PercentCode.octet(text, at) : c;
        if (octet <= 0) {
            throw malformed("a percent-encoding is incomplete or NUL");
        }
        return (byte) octet;
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw malformed("a parameter is no UTF-8");
        }
    }

    /**
     * Every value of this name, in order.
     *
     * @param name the exact name
     * @return an immutable list, empty if there is none
     */
    public List<String> all(String name) {
        return Collections.unmodifiableList(parameters.getOrDefault(name, List.of()));
    }

    /**
     * The only value of this name (RFC 6749, 3.1: parameters must not be included more than once).
     *
     * @param name the exact name
     * @return the value, which may be empty, or nothing if the parameter is absent
     * @throws BadRequestException with {@link RequestReason#PARAMETER_REPEATED} if there are two or more
     */
    public Optional<String> single(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new BadRequestException(RequestReason.PARAMETER_REPEATED, "expected \"" + name + "\" once");
        }
        return values.stream().findFirst();
    }

    /**
     * The only value of this name, which must be there.
     *
     * @param name the exact name
     * @return the value, not empty
     * @throws BadRequestException as {@link #single}, or with {@link RequestReason#PARAMETER_MISSING}
     */
    public String required(String name) {
        return single(name).filter(value -> !value.isEmpty()).orElseThrow(() -> missing(name));
    }

    /**
     * The names that are there.
     *
     * @return in order of first appearance
     */
    public Set<String> names() {
        return parameters.keySet();
    }

    /** The number of names only: values hold secrets, and the names are a stranger's. */
    @Override
    public String toString() {
        return "Form[" + parameters.size() + " names]";
    }

    private static BadRequestException missing(String name) {
        return new BadRequestException(RequestReason.PARAMETER_MISSING, "expected \"" + name + "\"");
    }

    private static BadRequestException malformed(String message) {
        return new BadRequestException(RequestReason.FORM_MALFORMED, message);
    }

    private static BadRequestException tooLarge(String message) {
        return new BadRequestException(RequestReason.FORM_TOO_LARGE, message);
    }
}
