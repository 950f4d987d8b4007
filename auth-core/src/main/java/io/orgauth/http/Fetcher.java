package io.orgauth.http;

/**
 * One outbound HTTP exchange: what key sources, discovery, metadata, token endpoints and trust bundles are given.
 *
 * <p>{@link GuardedFetcher} is the real one. A test hands in a lambda instead:
 *
 * <pre>{@code
 * Fetcher fake = request -> FetchedResponse.of(200, Map.of(), jwks);
 * }</pre>
 *
 * <p>Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface Fetcher {

    /**
     * Sends the request and reads the whole answer, whatever its status.
     *
     * @param request what to send, and the bounds of the answer
     * @return the answer, complete and within those bounds
     * @throws FetchException if the address is refused or no acceptable answer came in time; its {@link
     *     FetchException#problem()} says which
     */
    FetchedResponse fetch(FetchRequest request);
}
