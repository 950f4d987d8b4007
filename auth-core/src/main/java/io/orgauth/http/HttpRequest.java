package io.orgauth.http;

import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came, free of any servlet container.
 *
 * <p>The target stays raw: what it means is decided in one place, by {@link Gate} and {@link Endpoints}. The body is
 * complete and bounded. Immutable and thread-safe; {@link #toString()} shows neither query, headers nor body.
 */
public final class HttpRequest {
    /** The longest body, in bytes: 1 MiB. Longer ones belong to the application, not to authentication. */
    public static final int MAX_BODY = 1 << 20;

    private final String method;
    private final String target;
    private final String path;
    private final Optional<String> rawQuery;
    private final Headers headers;
    private final byte[] body;
    private final Optional<InetAddress> client;
    private final Map<String, String> pathParameters;

    private HttpRequest(Builder builder, Target parsed, Headers headers) {
        this.method = builder.method;
        this.target = builder.target;
        this.path = parsed.below(builder.mount);
        this.rawQuery = parsed.query();
        this.headers = headers;
        this.body = builder.body;
        this.client = Optional.ofNullable(builder.client);
        this.pathParameters = Map.of();
    }

    private HttpRequest(HttpRequest request, Map<String, String> pathParameters) {
        this.method = request.method;
        this.target = request.target;
        this.path = request.path;
        this.rawQuery = request.rawQuery;
        this.headers = request.headers;
        this.body = request.body;
        this.client = request.client;
        this.pathParameters = Map.copyOf(pathParameters);
    }

    /**
     * A request with this request line.
     *
     * @param method the method as it came; its case matters (RFC 9110, 9.1)
     * @param target the raw target as it came, percent-encoded, with its query: {@code /app/models/7?full=1}
     * @return a builder
     */
    public static Builder builder(String method, String target) {
        return new Builder(method, target);
    }

    /**
     * The method as it came.
     *
     * @return for example {@code GET}
     */
    public String method() {
        return method;
    }

    /**
     * The whole raw target, with mount and query. It may hold secrets: never log it.
     *
     * @return as it came
     */
    public String target() {
        return target;
    }

    /**
     * The path below the mount, still percent-encoded and unchecked.
     *
     * @return for example {@code /models/7}; {@code /} for the mount itself
     */
    public String path() {
        return path;
    }

    /**
     * The raw query without its question mark.
     *
     * @return the query, empty if the target has no question mark
     */
    public Optional<String> rawQuery() {
        return rawQuery;
    }

    /**
     * The header fields.
     *
     * @return as they came
     */
    public Headers headers() {
        return headers;
    }

    /**
     * The whole body.
     *
     * @return a copy, at most {@link #MAX_BODY} bytes
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * The parameters of the query.
     *
     * @return the parameters, none if there is no query
     * @throws BadRequestException with {@link RequestReason#FORM_MALFORMED} or {@link RequestReason#FORM_TOO_LARGE}
     */
    public Form query() {
        return Form.parse(rawQuery.orElse(""));
    }

    /**
     * The parameters of a form body; those of the query are not mixed in.
     *
     * @return the parameters
     * @throws BadRequestException with {@link RequestReason#CONTENT_TYPE_UNEXPECTED} if the type is not exactly
     *     {@code application/x-www-form-urlencoded} (in UTF-8), or as {@link #query()}
     */
    public Form form() {
        requireContentType("application/x-www-form-urlencoded");
        return Form.parse(new String(body, StandardCharsets.ISO_8859_1));
    }

    /**
     * The body as a JSON object, within the standard bounds of our reader.
     *
     * @return the object
     * @throws BadRequestException with {@link RequestReason#CONTENT_TYPE_UNEXPECTED} if the type is not exactly
     *     {@code application/json} (in UTF-8), or {@link RequestReason#JSON_MALFORMED}
     */
    public JsonObject json() {
        return json(JsonLimits.standard());
    }

    /**
     * The body as a JSON object, within other bounds, for example where a document may stand in one string.
     *
     * @param limits the bounds
     * @return the object
     * @throws BadRequestException as {@link #json()}
     */
    public JsonObject json(JsonLimits limits) {
        requireContentType("application/json");
        try {
            return Json.parseObject(body, limits);
        } catch (JsonException e) {
            throw new BadRequestException(
                    RequestReason.JSON_MALFORMED, "the body is no JSON object: " + e.getMessage());
        }
    }

    /** Exactly: a page of any origin may send other types without asking, and sniffing would take them. */
    private void requireContentType(String expected) {
        String type = headers.single("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.replaceFirst("; ?charset=utf-8$", "").equals(expected)) {
            throw new BadRequestException(RequestReason.CONTENT_TYPE_UNEXPECTED, "expected the type " + expected);
        }
    }

    /**
     * The peer's address as the container saw it; what a proxy claims is not in it.
     *
     * @return the address, empty if unknown
     */
    public Optional<InetAddress> client() {
        return client;
    }

    /**
     * What stood for {@code {name}} in the path template of the endpoint, decoded.
     *
     * @param name the name in the template
     * @return one path segment, never empty
     * @throws IllegalArgumentException if the template that matched has no such name
     */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the endpoint's path template has no {" + name + "}");
        }
        return value;
    }

    HttpRequest withPathParameters(Map<String, String> parameters) {
        return new HttpRequest(this, parameters);
    }

    /** Method and path; the rest may hold secrets. */
    @Override
    public String toString() {
        return "HttpRequest[" + LogText.line(this) + "]";
    }

    /** Collects a request. Not thread-safe. */
    public static final class Builder {
        private final String method;
        private final String target;
        private String mount = "";
        private final Headers.Builder headers = Headers.builder();
        private byte[] body = new byte[0];
        private @Nullable InetAddress client;

        private Builder(String method, String target) {
            this.method = method;
            this.target = target;
        }

        /**
         * The raw path under which the application is mounted: the first part of the target as it came, not as configured.
         *
         * @param mount {@code ""} or for example {@code /app}
         * @return this builder
         */
        public Builder mount(String mount) {
            this.mount = mount;
            return this;
        }

        /**
         * Appends a header field.
         *
         * @param name the name as it came
         * @param value the value as it came
         * @return this builder
         * @throws BadRequestException with {@link RequestReason#HEADER_MALFORMED} if no server should have let it pass
         */
        public Builder header(String name, String value) {
            try {
                headers.add(name, value);
            } catch (IllegalArgumentException e) {
                throw new BadRequestException(RequestReason.HEADER_MALFORMED, "a header is malformed");
            }
            return this;
        }

        /**
         * The whole body.
         *
         * @param body the bytes, copied
         * @return this builder
         * @throws BadRequestException with {@link RequestReason#BODY_TOO_LARGE} beyond {@link HttpRequest#MAX_BODY}
         */
        public Builder body(byte[] body) {
            if (body.length > MAX_BODY) {
                throw new BadRequestException(
                        RequestReason.BODY_TOO_LARGE, "body is longer than " + MAX_BODY + " bytes");
            }
            this.body = body.clone();
            return this;
        }

        /**
         * The peer's address as the container sees it.
         *
         * @param client the address
         * @return this builder
         */
        public Builder client(InetAddress client) {
            this.client = client;
            return this;
        }

        /**
         * The request.
         *
         * @return an immutable request
         * @throws BadRequestException with {@link RequestReason#METHOD_MALFORMED} if the method is no token, or
         *     {@link RequestReason#TARGET_OUTSIDE_MOUNT} if the target does not begin with the mount
         */
        public HttpRequest build() {
            if (!Headers.isToken(method)) {
                throw new BadRequestException(RequestReason.METHOD_MALFORMED, "the method is no token");
            }
            return new HttpRequest(this, Target.parse(target), headers.build());
        }
    }
}
