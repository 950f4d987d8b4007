package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.http.FetchException.Problem;
import java.net.URI;
import org.junit.jupiter.api.function.Executable;

/** The one assertion of the refusal tests. */
final class FetchAssert {
    private FetchAssert() {}

    static FetchException assertProblem(Problem expected, Executable fetch) {
        FetchException failure = assertThrows(FetchException.class, fetch);
        assertEquals(expected, failure.problem(), failure.getMessage());
        return failure;
    }

    static FetchException assertProblem(Problem expected, Fetcher fetcher, URI uri) {
        return assertProblem(expected, () -> fetcher.fetch(FetchRequest.get(uri).build()));
    }
}
