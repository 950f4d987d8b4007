package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.when;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final String NONE = "none";

    private final TrustedProxies proxies = TrustedProxies.of("10.0.0.0/8", "192.0.2.0/25", "2001:db8::/33");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                // no proxy of ours: whatever it claims is its own invention
                "198.51.100.1 | 1.1.1.1                        | 198.51.100.1",
                "11.0.0.1     | 1.1.1.1                        | 11.0.0.1",
                // one hop, two hops, and what a client put in front of them
                "10.0.0.1     | 1.1.1.1                        | 1.1.1.1",
                "10.0.0.1     | 1.1.1.1, 10.0.0.2              | 1.1.1.1",
                "10.0.0.1     | 9.9.9.9, 1.1.1.1, 10.0.0.2     | 1.1.1.1",
                "10.0.0.1     | 10.9.9.9, 1.1.1.1              | 1.1.1.1",
                "10.255.1.1   | 2001:db9::1                    | 2001:db9:0:0:0:0:0:1",
                // all of them are ours: the furthest is the client
                "10.0.0.1     | 10.0.0.3, 10.0.0.2             | 10.0.0.3",
                "10.0.0.1     | -                              | 10.0.0.1",
                // what can't be read ends the search at who said it
                "10.0.0.1     | unknown                        | 10.0.0.1",
                "10.0.0.1     | 1.1.1.1, unknown               | 10.0.0.1",
                "10.0.0.1     | 1.1.1.1, localhost, 10.0.0.2   | 10.0.0.2",
                "10.0.0.1     | 1.1.1.1,                       | 10.0.0.1",
                "10.0.0.1     | ,,,                            | 10.0.0.1",
                "10.0.0.1     | 1.1.1.1:80                     | 10.0.0.1",
                // the edges of the networks
                "192.0.2.0    | 1.1.1.1                        | 1.1.1.1",
                "192.0.2.127  | 1.1.1.1                        | 1.1.1.1",
                "192.0.2.128  | 1.1.1.1                        | 192.0.2.128",
                "2001:db8:7fff::1 | 1.1.1.1                    | 1.1.1.1",
                "2001:db8:8000::1 | 1.1.1.1                    | 2001:db8:8000:0:0:0:0:1",
                // a container that does not know its peer
                "-            | 1.1.1.1                        | none",
            })
    void client_ofARequest_isTheNearestStranger(String peer, String forwarded, String expected) {
        FakeRequest request = FakeRequest.get("/");
        when(request.servlet.getRemoteAddr()).thenReturn(peer);
        if (forwarded != null) {
            request.header("X-Forwarded-For", forwarded);
        }
        assertEquals(expected, client(proxies, request));
    }

    @Test
    void client_severalHeaderFields_areOneList() {
        FakeRequest request = FakeRequest.get("/").header("X-Forwarded-For", "1.1.1.1", "10.0.0.3, 10.0.0.2");
        when(request.servlet.getRemoteAddr()).thenReturn("10.0.0.1");
        assertEquals("1.1.1.1", client(proxies, request));
    }

    @Test
    void none_believesNobody() {
        FakeRequest request = FakeRequest.get("/").header("X-Forwarded-For", "1.1.1.1");
        assertEquals("127.0.0.1", client(TrustedProxies.none(), request));
    }

    @Test
    void of_singleAddress_isThatOneOnly() {
        FakeRequest request = FakeRequest.get("/").header("X-Forwarded-For", "1.1.1.1");
        assertEquals("1.1.1.1", client(TrustedProxies.of("127.0.0.1"), request));
        assertEquals("127.0.0.1", client(TrustedProxies.of("127.0.0.2"), request));
    }

    @Test
    void of_prefixZero_isEveryAddressOfTheFamily() {
        FakeRequest request = FakeRequest.get("/").header("X-Forwarded-For", "::2, 1.1.1.1");
        assertEquals("0:0:0:0:0:0:0:2", client(TrustedProxies.of("0.0.0.0/0"), request));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "proxy.example", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "/8"})
    void of_noNetwork_isRefused(String network) {
        String message = assertThrows(IllegalArgumentException.class, () -> TrustedProxies.of(network))
                .getMessage();
        assertTrue(message.contains("\"" + network + "\""), message);
    }

    private static String client(TrustedProxies proxies, FakeRequest request) {
        return proxies.client(request.servlet).map(InetAddress::getHostAddress).orElse(NONE);
    }
}
