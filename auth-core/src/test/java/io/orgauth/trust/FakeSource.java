package io.orgauth.trust;

import io.orgauth.http.FetchException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gives the bundle it was told, and counts what it was asked. */
final class FakeSource implements BundleSource {
    private volatile Optional<SignedBundle> bundle = Optional.empty();
    final Map<String, byte[]> lies = new HashMap<>();
    volatile int documents;
    volatile int chunks;

    void gives(SignedBundle now) {
        bundle = Optional.of(now);
    }

    void isOut() {
        bundle = Optional.empty();
    }

    @Override
    public Optional<Document> document(Optional<String> known, Duration patience) {
        documents++;
        SignedBundle now = reachable();
        return known.equals(Optional.of(now.etag()))
                ? Optional.empty()
                : Optional.of(new Document(now.document(), Optional.of(now.etag())));
    }

    @Override
    public byte[] chunk(String name) {
        chunks++;
        return Optional.ofNullable(lies.get(name))
                .orElseGet(() -> reachable()
                        .chunk(name)
                        .orElseThrow(() -> new FetchException(FetchException.Problem.STATUS, "status is 404")));
    }

    private SignedBundle reachable() {
        return bundle.orElseThrow(() -> new FetchException(FetchException.Problem.UNREACHABLE, "as told"));
    }

    @Override
    public Duration apart() {
        return Duration.ofSeconds(1);
    }
}
