package io.orgauth.testkit;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Parameters of a query or a form, the last of a name winning: a fake need not be strict. */
final class Query {
    private Query() {}

    static Map<String, String> of(URI uri) {
        return parse(Optional.ofNullable(uri.getRawQuery()).orElse(""));
    }

    static Map<String, String> parse(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    static String write(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The URI with these parameters behind those that it has. */
    static URI append(String uri, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return URI.create(uri);
        }
        return URI.create(uri + (uri.contains("?") ? "&" : "?") + write(parameters));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
