package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A door that is described wrongly is not built. */
class GuardedFetcherBuilderTest {
    private final GuardedFetcher.Builder operator = GuardedFetcher.operator();

    @Test
    void organization_cantBeOpenedInward() {
        GuardedFetcher.Builder organization = GuardedFetcher.organization();
        for (Executable laxity : List.<Executable>of(
                () -> organization.allow("idp.example.com", 443, "10.0.0.0/8"),
                () -> organization.allowNetwork("10.0.0.0/8"),
                organization::allowLoopback)) {
            IllegalStateException refusal = assertThrows(IllegalStateException.class, laxity);
            assertTrue(refusal.getMessage().endsWith("is GuardedFetcher.operator()'s"), refusal.getMessage());
        }
        assertEquals(
                "organizations: https, public addresses", organization.build().describe());
    }

    @Test
    void operator_allowPort_isRefusedAsNeedless() {
        assertThrows(IllegalStateException.class, () -> operator.allowPort(8443));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void port_outOfRange_isRefused(int port) {
        GuardedFetcher.Builder organization = GuardedFetcher.organization();
        assertIllegal(() -> organization.allowPort(port));
        assertIllegal(() -> operator.ownPorts(443, port));
        assertIllegal(() -> operator.proxy("proxy", port));
        assertIllegal(() -> operator.allow("idp", port, "10.0.0.0/8"));
    }

    @Test
    void port_atTheBounds_isAccepted() {
        assertEquals(
                "operator: https; idp:1 in 10.0.0.0/8 allowed; idp:65535 in 10.0.0.0/8 allowed",
                operator.allow("idp", 1, "10.0.0.0/8")
                        .allow("idp", 65_535, "10.0.0.0/8")
                        .build()
                        .describe());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://idp", "idp:443", "127.1", "idp.", "[::1]", "b\u00fccher"})
    void host_malformed_isRefused(String host) {
        assertIllegal(() -> operator.allow(host, 443, "10.0.0.0/8"));
        assertIllegal(() -> operator.proxy(host, 3128));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0.0/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "010.0.0.0/8",
                "::/129",
                "::/1000",
                "::ffff:10.0.0.0/104",
                "10.0.0.1/31",
                "10.1.0.0/15",
                "fd00::1/127",
                "example.com/8",
                "g::/8"
            })
    void network_malformed_isRefused(String network) {
        assertIllegal(() -> operator.allowNetwork(network));
        assertIllegal(() -> operator.allow("idp", 443, network));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.255, 10.2.0.0",
        "10.1.0.0/16, 10.1.0.0, 10.0.255.255",
        "10.1.2.4/30, 10.1.2.7, 10.1.2.8",
        "10.1.2.4/32, 10.1.2.4, 10.1.2.5",
        "10.1.2.4, 10.1.2.4, 10.1.2.5",
        "0.0.0.0/0, 255.255.255.255, ::",
        "::/0, ffff::, 0.0.0.0",
        "128.0.0.0/1, 128.0.0.0, 127.255.255.255",
        "fd00::/8, fdff::1, fe00::",
        "fd00::/9, fd7f::1, fd80::",
        "fd00::1/128, fd00::1, fd00::2"
    })
    void network_containsItsOwn_andNoNeighbour(String network, String inside, String outside) throws Exception {
        AddressRange range = AddressRange.parse(network);
        assertTrue(range.contains(InetAddress.getAllByName(inside)[0]));
        assertFalse(range.contains(InetAddress.getAllByName(outside)[0]));
        assertEquals(network, range.toString());
    }

    @Test
    void connectTimeout_outOfBounds_isRefused() {
        assertIllegal(() -> operator.connectTimeout(Duration.ofNanos(999_999)));
        assertIllegal(() -> operator.connectTimeout(Duration.ofSeconds(10).plusNanos(1)));
        operator.connectTimeout(Duration.ofSeconds(10)).build();
    }

    @Test
    void build_defaultDoor_logsNothing() {
        try (LogLines lines = LogLines.of(GuardedFetcher.class)) {
            operator.build();
            GuardedFetcher.organization().build();
            assertEquals(List.of(), lines.lines());
        }
    }

    static Stream<Arguments> laxities() {
        return Stream.of(
                Arguments.of(GuardedFetcher.operator().allowLoopback(), "on loopback"),
                Arguments.of(GuardedFetcher.operator().proxy("proxy", 3128), "proxy:3128"),
                Arguments.of(GuardedFetcher.organization().allowPort(8443), "port 8443 allowed"),
                Arguments.of(GuardedFetcher.operator().allow("idp", 443, "10.0.0.0/8"), "idp:443 in 10.0.0.0/8"),
                Arguments.of(GuardedFetcher.operator().allowNetwork("10.0.0.0/8"), "10.0.0.0/8 allowed"));
    }

    /** Start-up says what was opened, and that a proxy decides where there is one. */
    @ParameterizedTest
    @MethodSource("laxities")
    void build_oneLaxity_isSaidOnce(GuardedFetcher.Builder builder, String said) {
        try (LogLines lines = LogLines.of(GuardedFetcher.class)) {
            String described = builder.build().describe();
            assertTrue(described.contains(said), described);
            assertEquals("INFO outbound fetches, " + described, lines.only());
        }
    }

    private static void assertIllegal(Executable call) {
        assertThrows(IllegalArgumentException.class, call);
    }

    @Test
    void systemResolver_knowsLocalhost() throws Exception {
        assertTrue(HostResolver.system().resolve("localhost").stream().allMatch(InetAddress::isLoopbackAddress));
    }
}
