package io.orgauth.token;

import io.orgauth.http.FetchException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.http.Fetcher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers as it is told, and remembers what it was asked. */
final class FakeFetcher implements Fetcher {
    private final List<FetchRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Function<FetchRequest, FetchedResponse> answer = request -> ok("{}");

    void answers(Function<FetchRequest, FetchedResponse> answer) {
        this.answer = answer;
    }

    void answers(String document) {
        answers(request -> ok(document));
    }

    void answers(int status, String document) {
        answers(request -> FetchedResponse.of(status, Map.of(), bytes(document)));
    }

    void fails(FetchException.Problem problem) {
        answers(request -> {
            throw new FetchException(problem, "as told");
        });
    }

    static FetchedResponse ok(String document) {
        return FetchedResponse.of(200, Map.of(), bytes(document));
    }

    static FetchedResponse ok(String document, String cacheControl) {
        return FetchedResponse.of(200, Map.of("cache-control", List.of(cacheControl)), bytes(document));
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    int calls() {
        return requests.size();
    }

    List<FetchRequest> requests() {
        return requests;
    }

    @Override
    public FetchedResponse fetch(FetchRequest request) {
        requests.add(request);
        return answer.apply(request);
    }
}
