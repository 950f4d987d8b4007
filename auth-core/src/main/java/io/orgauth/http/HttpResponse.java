package io.orgauth.http;

import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;

/**
 * One response, free of any servlet container: status, header fields, complete body.
 *
 * <p>Immutable and thread-safe; {@link #toString()} shows the status only, as bodies may hold tokens.
 */
public final class HttpResponse {
    private final int status;
    private final Headers headers;
    private final byte[] body;

    private HttpResponse(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * A response without a body.
     *
     * @param status 200 to 599
     * @return the response
     * @throws IllegalArgumentException if the status is out of range
     */
    public static HttpResponse of(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200 to 599, got " + status);
        }
        return new HttpResponse(status, Headers.none(), new byte[0]);
    }

    /**
     * Nothing to say, and well: 204.
     *
     * @return the response
     */
    public static HttpResponse noContent() {
        return of(204);
    }

    /**
     * A response with a body.
     *
     * @param status 200 to 599
     * @param contentType the media type
     * @param body the bytes, copied
     * @return the response
     * @throws IllegalArgumentException if the status is out of range or the type is no header value
     */
    public static HttpResponse of(int status, String contentType, byte[] body) {
        return new HttpResponse(of(status).status, Headers.none(), body.clone()).with("Content-Type", contentType);
    }

    /**
     * A JSON object.
     *
     * @param status 200 to 599
     * @param body what it says
     * @return the response
     * @throws IllegalArgumentException if the status is out of range
     */
    public static HttpResponse json(int status, JsonObject body) {
        return of(status, "application/json", Json.write(body));
    }

    /**
     * A problem (RFC 9457) that no cache may keep. What stands in it must not depend on anything secret.
     *
     * @param status 400 to 599
     * @param title a constant, for humans
     * @param code a constant, for machines: the member {@code code}
     * @return the response
     * @throws IllegalArgumentException if the status is no error
     */
    public static HttpResponse problem(int status, String title, String code) {
        return problem(status, problemMembers(status, title, code).build());
    }

    static HttpResponse problem(int status, String title, String code, String instance) {
        return problem(
                status,
                problemMembers(status, title, code).put("instance", instance).build());
    }

    /** Without {@code type}, which then means {@code about:blank} (RFC 9457, 4.2.1). */
    private static JsonObject.Builder problemMembers(int status, String title, String code) {
        return JsonObject.builder().put("title", title).put("status", status).put("code", code);
    }

    private static HttpResponse problem(int status, JsonObject members) {
        if (status < 400) {
            throw new IllegalArgumentException("a problem's status must be 400 to 599, got " + status);
        }
        return of(status, "application/problem+json", Json.write(members)).with("Cache-Control", "no-store");
    }

    /**
     * See other (RFC 9110, 15.4.4): the next request is a GET whatever this one was. That the location is one we may send
     * a browser to is the caller's to know.
     *
     * @param location an absolute URL or absolute path
     * @return the response
     * @throws IllegalArgumentException if the location is no header value
     */
    public static HttpResponse redirect(String location) {
        return of(303).with("Location", location).with("Cache-Control", "no-store");
    }

    /**
     * This response and one more header field.
     *
     * @param name a token
     * @param value ASCII without control characters: U+010A cut to a byte is a line break
     * @return the response
     * @throws IllegalArgumentException if either can't be sent safely
     */
    public HttpResponse with(String name, String value) {
        if (!value.chars().allMatch(c -> c < 0x7f)) {
            throw new IllegalArgumentException("a response header must be ASCII");
        }
        return new HttpResponse(status, headers.with(name, value), body);
    }

    /**
     * The status code.
     *
     * @return 200 to 599
     */
    public int status() {
        return status;
    }

    /**
     * The header fields.
     *
     * @return in the order in which they are sent
     */
    public Headers headers() {
        return headers;
    }

    /**
     * The whole body.
     *
     * @return a copy
     */
    public byte[] body() {
        return body.clone();
    }

    /** What HEAD gets of a response to GET (RFC 9110, 9.3.2). */
    HttpResponse withoutBody() {
        return new HttpResponse(status, headers, new byte[0]);
    }

    HttpResponse withAll(Headers more) {
        return new HttpResponse(
                status, Headers.builder().addAll(headers).addAll(more).build(), body);
    }

    /** The status only. */
    @Override
    public String toString() {
        return "HttpResponse[" + status + "]";
    }
}
