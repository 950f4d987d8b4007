package io.orgauth.http;

import io.orgauth.http.FetchException.Problem;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A complete answer within the bounds of its {@link FetchRequest}. Immutable. Its body may be a token answer, so the
 * text form shows status and size only.
 */
public final class FetchedResponse {
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private FetchedResponse(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * An answer as given, for fakes of {@link Fetcher}.
     *
     * @param status the status code
     * @param headers values by name, in any case
     * @param body the content
     * @return an immutable copy
     */
    public static FetchedResponse of(int status, Map<String, List<String>> headers, byte[] body) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return new FetchedResponse(status, Collections.unmodifiableMap(copy), body.clone());
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
     * All headers.
     *
     * @return unmodifiable; names compare without case
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * The first header of this name.
     *
     * @param name in any case
     * @return its value, or empty if there is none
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * The content.
     *
     * @return a copy
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * The entity tag, to be sent back with {@link FetchRequest.Builder#ifNoneMatch(String)}.
     *
     * @return with its quotes, or empty if there is none
     */
    public Optional<String> etag() {
        return header("etag");
    }

    /**
     * How long the answer stays fresh by its {@code Cache-Control} and {@code Age} (RFC 9111, 4.2).
     *
     * @return zero for {@code no-store} and {@code no-cache}, at most a year, or empty if nothing is said
     */
    public Optional<Duration> maxAge() {
        return CacheControl.maxAge(headers);
    }

    /**
     * Whether the copy that the request's {@code If-None-Match} named is still the current one.
     *
     * @return true for status 304
     */
    public boolean notModified() {
        return status == 304;
    }

    /**
     * Refuses every status but 200.
     *
     * @return this answer
     * @throws FetchException with {@link Problem#STATUS} for any other status
     */
    public FetchedResponse requireOk() {
        if (status != 200) {
            throw new FetchException(Problem.STATUS, "status is " + status + ", expected 200");
        }
        return this;
    }

    /** Status and size, no content. */
    @Override
    public String toString() {
        return "FetchedResponse[" + status + ", " + body.length + " bytes]";
    }
}
