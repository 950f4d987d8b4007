package io.orgauth.http;

import io.orgauth.http.FetchException.Problem;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What to fetch, and the bounds of the answer: at most 1 MiB, within 10 s, no redirect, unless said otherwise. Immutable.
 * It may hold credentials, so its text form shows the method and the host only.
 *
 * <pre>{@code
 * FetchRequest.get(jwksUri).accept("application/json").ifNoneMatch(etag).build();
 * FetchRequest.postForm(tokenEndpoint, Map.of("grant_type", "client_credentials")).authorization("Basic ...").build();
 * }</pre>
 */
public final class FetchRequest {
    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final Map<String, String> form;
    private final Duration timeout;
    private final int maxBytes;
    private final int redirects;

    private FetchRequest(Builder builder) {
        this.method = builder.method;
        this.uri = builder.uri;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
        this.form = builder.form;
        this.timeout = builder.timeout;
        this.maxBytes = builder.maxBytes;
        this.redirects = builder.redirects;
    }

    /**
     * Starts a GET.
     *
     * @param uri an absolute http or https URL; the fetcher judges it, not this builder
     * @return a builder
     */
    public static Builder get(URI uri) {
        return new Builder("GET", uri, Map.of());
    }

    /**
     * Starts a POST of a form ({@code application/x-www-form-urlencoded}, UTF-8), as token endpoints take it. It is
     * never redirected.
     *
     * @param uri an absolute http or https URL; the fetcher judges it, not this builder
     * @param form the fields, sent in the map's order
     * @return a builder
     */
    public static Builder postForm(URI uri, Map<String, String> form) {
        return new Builder("POST", uri, Collections.unmodifiableMap(new LinkedHashMap<>(form)));
    }

    /**
     * The HTTP method.
     *
     * @return {@code GET} or {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * The URL.
     *
     * @return as given
     */
    public URI uri() {
        return uri;
    }

    /**
     * The caller's header of this name.
     *
     * @param name in any case
     * @return its value, or empty if the caller set none
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * The fields of the form.
     *
     * @return unmodifiable, empty for a GET
     */
    public Map<String, String> form() {
        return form;
    }

    /**
     * How long the whole fetch may take, redirects and waiting for a turn included.
     *
     * @return 10 s unless set
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * How large the answer's body may be.
     *
     * @return bytes, 1 MiB unless set
     */
    public int maxBytes() {
        return maxBytes;
    }

    /**
     * How many redirects may be followed.
     *
     * @return 0 to 3, 0 unless set
     */
    public int redirects() {
        return redirects;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The method and the host: query, form and headers may carry secrets. */
    @Override
    public String toString() {
        return "FetchRequest[" + method + " " + uri.getHost() + "]";
    }

    /** Collects the optional parts. Not safe for use by several threads. */
    public static final class Builder {
        private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);
        private static final int MAX_BYTES = 64 << 20;
        private static final int MAX_REDIRECTS = 3;
        private static final int MAX_BODY = 32 << 10;
        private static final int MAX_HEADERS = 16 << 10;
        private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
        private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");

        /** What frames or routes the message is written by the fetcher alone. */
        private static final Set<String> RESERVED = Set.of(
                "host",
                "content-length",
                "content-type",
                "transfer-encoding",
                "connection",
                "accept-encoding",
                "expect",
                "te",
                "trailer",
                "upgrade",
                "proxy-authorization");

        private final String method;
        private final URI uri;
        private final Map<String, String> headers = new TreeMap<>();
        private final Map<String, String> form;
        private Duration timeout = Duration.ofSeconds(10);
        private int maxBytes = 1 << 20;
        private int redirects;

        private Builder(String method, URI uri, Map<String, String> form) {
            this.method = method;
            this.uri = uri;
            this.form = form;
        }

        /**
         * Sets a header, in place of an earlier one of the same name.
         *
         * @param name a token (RFC 9110, 5.6.2); the fetcher's own, such as {@code Host}, are refused
         * @param value printable ASCII
         * @return this builder
         * @throws FetchException with {@link Problem#REFUSED_REQUEST} if the name or the value can't be sent, as with a
         *     line break (header injection)
         */
        public Builder header(String name, String value) {
            String key = name.toLowerCase(Locale.ROOT);
            if (!TOKEN.matcher(name).matches() || RESERVED.contains(key)) {
                throw new FetchException(Problem.REFUSED_REQUEST, "a header name is no token, or the fetcher's own");
            }
            if (!VALUE.matcher(value).matches()) {
                throw new FetchException(
                        Problem.REFUSED_REQUEST, "the value of header \"" + key + "\" is not printable ASCII");
            }
            headers.put(key, value);
            return this;
        }

        /**
         * Sets {@code Authorization}. It is sent to the URL's own origin only, never on after a redirect to another.
         *
         * @param value scheme and credentials
         * @return this builder
         * @throws FetchException with {@link Problem#REFUSED_REQUEST} if the value can't be sent
         */
        public Builder authorization(String value) {
            return header("authorization", value);
        }

        /**
         * Sets {@code Accept}.
         *
         * @param mediaTypes such as {@code application/json}
         * @return this builder
         * @throws FetchException with {@link Problem#REFUSED_REQUEST} if the value can't be sent
         */
        public Builder accept(String mediaTypes) {
            return header("accept", mediaTypes);
        }

        /**
         * Sets {@code If-None-Match}, so that an unchanged document costs a 304 without a body.
         *
         * @param etag the entity tag of the copy at hand, quotes included, see {@link FetchedResponse#etag()}
         * @return this builder
         * @throws FetchException with {@link Problem#REFUSED_REQUEST} if the value can't be sent
         */
        public Builder ifNoneMatch(String etag) {
            return header("if-none-match", etag);
        }

        /**
         * Sets how long the whole fetch may take; a long poll takes more than the default.
         *
         * @param timeout more than zero, at most 5 minutes
         * @return this builder
         * @throws IllegalArgumentException if it is out of these bounds
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
                throw new IllegalArgumentException("timeout is " + timeout + ", use more than zero and at most PT5M");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets how large the answer's body may be.
         *
         * @param bytes 1 byte to 64 MiB
         * @return this builder
         * @throws IllegalArgumentException if it is out of these bounds
         */
        public Builder maxBytes(int bytes) {
            if (bytes < 1 || bytes > MAX_BYTES) {
                throw new IllegalArgumentException("maxBytes is " + bytes + ", use 1 to " + MAX_BYTES);
            }
            this.maxBytes = bytes;
            return this;
        }

        /**
         * Allows redirects. Each is judged like the URL itself, and none leads from https to http.
         *
         * @param count 0 to 3
         * @return this builder
         * @throws IllegalArgumentException if it is out of these bounds, or this is a POST
         */
        public Builder redirects(int count) {
            if (count < 0 || count > MAX_REDIRECTS || !method.equals("GET")) {
                throw new IllegalArgumentException("redirects is " + count + ", use 0 to 3, with a GET only");
            }
            this.redirects = count;
            return this;
        }

        /**
         * Makes the request.
         *
         * @return an immutable request
         * @throws FetchException with {@link Problem#REFUSED_REQUEST} if the form exceeds 32 KiB or the headers 16 KiB
         */
        public FetchRequest build() {
            FetchRequest request = new FetchRequest(this);
            int headerBytes = headers.entrySet().stream()
                    .mapToInt(header ->
                            header.getKey().length() + header.getValue().length())
                    .sum();
            if (request.body().length > MAX_BODY || headerBytes > MAX_HEADERS) {
                throw new FetchException(
                        Problem.REFUSED_REQUEST, "a form is at most 32 KiB and all headers at most 16 KiB");
            }
            return request;
        }
    }
}
