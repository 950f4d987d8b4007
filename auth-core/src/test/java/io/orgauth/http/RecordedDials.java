package io.orgauth.http;

import static io.orgauth.http.FetchAssert.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.http.FetchException.Problem;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A fetcher whose every connection is recorded and none is made, and which names it asked for. */
abstract class RecordedDials {
    static final String IDP = "https://idp.example.com/keys";

    final List<InetSocketAddress> dialed = new ArrayList<>();
    final List<String> resolved = new ArrayList<>();

    GuardedFetcher.Builder recording(GuardedFetcher.Builder builder, String... addresses) {
        return builder.dialer((socket, address, millis) -> {
                    dialed.add(address);
                    throw new ConnectException("recorded");
                })
                .resolver(host -> {
                    resolved.add(host);
                    return parse(addresses);
                });
    }

    Fetcher organization(String... addresses) {
        return recording(GuardedFetcher.organization(), addresses).build();
    }

    GuardedFetcher.Builder operator(String... addresses) {
        return recording(GuardedFetcher.operator(), addresses);
    }

    static List<InetAddress> parse(String... literals) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.addAll(List.of(InetAddress.getAllByName(literal)));
        }
        return addresses;
    }

    void assertRefused(Problem problem, Fetcher fetcher, String url) {
        assertProblem(problem, fetcher, URI.create(url));
        assertEquals(List.of(), dialed);
    }

    void assertDialed(String address, int port, Fetcher fetcher, String url) throws UnknownHostException {
        assertProblem(Problem.UNREACHABLE, fetcher, URI.create(url));
        assertEquals(List.of(new InetSocketAddress(parse(address).get(0), port)), dialed);
    }
}
