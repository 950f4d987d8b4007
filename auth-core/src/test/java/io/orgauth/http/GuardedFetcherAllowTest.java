package io.orgauth.http;

import io.orgauth.http.FetchException.Problem;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator opens on purpose, and that nothing else comes with it. Nothing here is ever connected. */
class GuardedFetcherAllowTest extends RecordedDials {
    @Test
    void allow_isForOneHostPortAndNetwork() throws UnknownHostException {
        Fetcher fetcher = operator("10.1.2.3")
                .allow("IdP.corp.example", 8443, "10.1.0.0/16")
                .build();
        assertRefused(Problem.REFUSED_ADDRESS, fetcher, "https://idp.corp.example/");
        assertRefused(Problem.REFUSED_ADDRESS, fetcher, "https://other.corp.example:8443/");
        assertRefused(Problem.REFUSED_URL, fetcher, "http://idp.corp.example:8443/");
        Fetcher moved = operator("10.2.0.0")
                .allow("idp.corp.example", 8443, "10.1.0.0/16")
                .build();
        assertRefused(Problem.REFUSED_ADDRESS, moved, "https://idp.corp.example:8443/");
        assertDialed("10.1.2.3", 8443, fetcher, "https://idp.corp.example:8443/");
    }

    @Test
    void allow_literalHost_isDialed() throws UnknownHostException {
        Fetcher fetcher = operator().allow("FD12::1", 443, "fd12::/16").build();
        assertDialed("fd12::1", 443, fetcher, "https://[fd12::1]/");
    }

    @Test
    void allowNetwork_isForEveryHostInIt() throws UnknownHostException {
        assertDialed(
                "10.1.2.3",
                443,
                operator("10.1.2.3").allowNetwork("10.1.0.0/16").build(),
                IDP);
        dialed.clear();
        assertRefused(
                Problem.REFUSED_ADDRESS,
                operator("10.2.0.0").allowNetwork("10.1.0.0/16").build(),
                IDP);
    }

    @Test
    void allowNetwork_nat64_doesNotLeadToPrivateIpv4() throws UnknownHostException {
        assertRefused(
                Problem.REFUSED_ADDRESS,
                operator("64:ff9b::a00:1").allowNetwork("64:ff9b::/96").build(),
                IDP);
        assertDialed(
                "64:ff9b::808:808",
                443,
                operator("64:ff9b::808:808").allowNetwork("64:ff9b::/96").build(),
                IDP);
        dialed.clear();
        Fetcher both = operator("64:ff9b::a00:1")
                .allowNetwork("64:ff9b::/96")
                .allowNetwork("10.0.0.0/8")
                .build();
        assertDialed("64:ff9b::a00:1", 443, both, IDP);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/, 127.0.0.1, 8080",
        "http://localhost/, ::1, 80",
        "https://idp.localhost/, 127.0.0.1, 443",
        "http://127.0.0.1/, 127.0.0.1, 80",
        "http://[::1]:8080/, ::1, 8080"
    })
    void allowLoopback_loopbackName_isDialed(String url, String address, int port) throws UnknownHostException {
        assertDialed(address, port, operator(address).allowLoopback().build(), url);
    }

    @Test
    void allowLoopback_opensNothingElse() {
        Fetcher loopback = operator("127.0.0.1").allowLoopback().build();
        assertRefused(Problem.REFUSED_ADDRESS, loopback, IDP);
        assertRefused(Problem.REFUSED_URL, loopback, "http://idp.example.com/");
        assertRefused(Problem.REFUSED_URL, loopback, "http://8.8.8.8/");
        assertRefused(Problem.REFUSED_URL, loopback, "http://evillocalhost/");
        Fetcher elsewhere = operator("8.8.8.8").allowLoopback().build();
        assertRefused(Problem.REFUSED_ADDRESS, elsewhere, "http://localhost/");
        Fetcher inside =
                operator("10.0.0.1").allowLoopback().allowNetwork("10.0.0.0/8").build();
        assertRefused(Problem.REFUSED_ADDRESS, inside, "http://localhost/");
    }

    @Test
    void ownPort_onLoopback_isRefusedThoughAllowed() throws UnknownHostException {
        Fetcher fetcher = operator("127.0.0.1")
                .allowLoopback()
                .allowNetwork("127.0.0.0/8")
                .ownPorts(8080, 9090)
                .build();
        assertRefused(Problem.REFUSED_ADDRESS, fetcher, "http://localhost:8080/");
        assertRefused(Problem.REFUSED_ADDRESS, fetcher, "https://127.9.9.9:9090/");
        assertDialed("127.0.0.1", 8082, fetcher, "http://localhost:8082/");
    }

    @Test
    void ownPort_onAnyAddressOfThisMachine_isRefused() throws Exception {
        Fetcher fetcher = operator()
                .allowNetwork("0.0.0.0/0")
                .allowNetwork("::/0")
                .ownPorts(443)
                .build();
        List<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLinkLocalAddress())
                .toList();
        for (InetAddress address : own) {
            String text = address.getHostAddress().replaceFirst("%.*", "");
            assertRefused(
                    Problem.REFUSED_ADDRESS,
                    fetcher,
                    "https://" + (text.contains(":") ? "[" + text + "]" : text) + "/");
        }
        assertDialed("10.255.255.254", 443, fetcher, "https://10.255.255.254/");
    }
}
