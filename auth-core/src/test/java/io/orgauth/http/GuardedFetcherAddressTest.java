package io.orgauth.http;

import static io.orgauth.http.FetchAssert.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.FetchException.Problem;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-side request forgery: which URLs and addresses get as far as a connection. Nothing here is ever connected. */
class GuardedFetcherAddressTest extends RecordedDials {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255",
                "100.100.100.200", "127.0.0.1", "127.255.255.255", "168.63.129.16", "169.254.0.0", "169.254.169.254",
                "169.254.170.2", "169.254.255.255", "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.192",
                "192.0.0.255", "192.0.2.0", "192.0.2.255", "192.88.99.0", "192.88.99.255", "192.168.0.0",
                "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.0", "198.51.100.255", "203.0.113.0",
                "203.0.113.255", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"
            })
    void ipv4_special_isRefused(String address) {
        assertRefused(Problem.REFUSED_ADDRESS, organization(address), IDP);
        assertRefused(Problem.REFUSED_ADDRESS, operator(address).build(), IDP);
        assertRefused(Problem.REFUSED_ADDRESS, organization(), "https://" + address + "/");
        assertRefused(Problem.REFUSED_ADDRESS, operator().build(), "https://" + address + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
                "128.0.0.0", "168.63.129.15", "168.63.129.17", "169.253.255.255", "169.255.0.0", "172.15.255.255",
                "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.88.98.255", "192.88.100.0",
                "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0",
                "203.0.112.255", "203.0.114.0", "223.255.255.255"
            })
    void ipv4_publicNeighbour_isDialed(String address) throws UnknownHostException {
        assertDialed(address, 443, organization(address), IDP);
        dialed.clear();
        assertDialed(address, 443, organization(), "https://" + address + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "::8.8.8.8",
                "::a00:1",
                "64:ff9b::8.8.8.8",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::8.8.8.8",
                "0:0:0:0:ffff:0:808:808",
                "100::1",
                "1fff:ffff::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:1ff:ffff::1",
                "2001:db8::1",
                "2001:db8:ffff::1",
                "2002::1",
                "2002:a9fe:a9fe::1",
                "2002:ffff::1",
                "3fff::1",
                "3fff:fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1"
            })
    void ipv6_special_isRefused(String address) {
        assertRefused(Problem.REFUSED_ADDRESS, organization(address), IDP);
        assertRefused(Problem.REFUSED_ADDRESS, operator(address).build(), IDP);
        assertRefused(Problem.REFUSED_ADDRESS, organization(), "https://[" + address + "]/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000::",
                "2001:200::",
                "2001:db7:ffff::",
                "2001:db9::",
                "2001:ffff::",
                "2003::",
                "2606:4700:4700::1111",
                "3ffe:ffff::1",
                "3fff:1000::",
                "3fff:ffff::1"
            })
    void ipv6_publicNeighbour_isDialed(String address) throws UnknownHostException {
        assertDialed(address, 443, organization(address), IDP);
        dialed.clear();
        assertDialed(address, 443, organization(), "https://[" + address + "]/");
    }

    /** The JDK makes IPv4 of a mapped literal; a resolver of another make may not. */
    @ParameterizedTest
    @CsvSource({"8, 8, 8, 8", "127, 0, 0, 1", "169, 254, 169, 254"})
    void ipv4Mapped_fromResolver_isRefused(int a, int b, int c, int d) throws UnknownHostException {
        byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) a, (byte) b, (byte) c, (byte) d};
        InetAddress mapped = Inet6Address.getByAddress("idp.example.com", bytes, -1);
        GuardedFetcher.Builder builder = recording(GuardedFetcher.organization());
        assertRefused(
                Problem.REFUSED_ADDRESS,
                builder.resolver(host -> List.of(mapped)).build(),
                IDP);
        assertEquals(
                Optional.of(HostForm.address(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d})),
                AddressRules.embedded(mapped));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // other spellings of 127.0.0.1 and 8.8.8.8
                "https://2130706433/",
                "https://0x7f000001/",
                "https://017700000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://127.0.0.0x1/",
                "https://127.0.0.01/",
                "https://08.8.8.8/",
                "https://256.8.8.8/",
                "https://8.8.8.8.8/",
                "https://8.8.8.8./",
                "https://8.8.8/",
                "https://[::ffff:8.8.8.8]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[fe80::1%25eth0]/",
                "https://[2606:4700::1%251]/",
                // names that are no plain name
                "https://idp.example.com./",
                "https://idp..example.com/",
                "https://.example.com/",
                "https://-idp.example.com/",
                "https://idp-.example.com/",
                "https://idp_1.example.com/",
                "https://idp.example.0x10/",
                "https://idp.example.1/",
                "https://b\u00fccher.example/",
                "https://idp.example.com%2f@evil.example/",
                "https://idp%2eexample.com/",
                "https:///keys",
                "https://abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl.example/",
                // the rest of the URL
                "https://user@idp.example.com/",
                "https://user:secret@idp.example.com/",
                "https://@idp.example.com/",
                "https://idp.example.com/#keys",
                "https://idp.example.com/#",
                "https://idp.example.com:0/",
                "https://idp.example.com:65536/",
                "https://idp.example.com/b\u00fccher",
                "https://idp.example.com/?q=\u00fc",
                "http://idp.example.com/",
                "http://localhost:8080/",
                "ftp://idp.example.com/",
                "file:///etc/passwd",
                "gopher://idp.example.com/",
                "jar:https://idp.example.com/x!/",
                "https:idp.example.com",
                "/keys",
                ""
            })
    void url_otherForm_isRefused(String url) {
        assertRefused(Problem.REFUSED_URL, organization("8.8.8.8"), url);
        assertRefused(
                Problem.REFUSED_URL,
                operator("8.8.8.8").allowNetwork("0.0.0.0/0").build(),
                url);
        assertEquals(List.of(), resolved);
    }

    @Test
    void url_overlong_isRefused() {
        String host = "a.".repeat(121) + "example.com";
        assertRefused(Problem.REFUSED_URL, organization("8.8.8.8"), "https://x" + host + "/");
        assertRefused(Problem.REFUSED_URL, organization("8.8.8.8"), "https://idp.example.com/" + "x".repeat(8192));
        assertProblem(Problem.UNREACHABLE, organization("8.8.8.8"), URI.create("https://" + host + "/"));
        assertProblem(
                Problem.UNREACHABLE,
                organization("8.8.8.8"),
                URI.create("https://idp.example.com/" + "x".repeat(8191)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://metadata/",
                "https://metadata.google.internal/computeMetadata/v1/",
                "https://METADATA.goog/",
                "https://instance-data.ec2.internal/",
                "https://metadata.tencentyun.com/"
            })
    void metadataName_isRefusedInBothDoors(String url) {
        assertRefused(Problem.REFUSED_ADDRESS, organization("8.8.8.8"), url);
        assertRefused(
                Problem.REFUSED_ADDRESS,
                operator("8.8.8.8").allowNetwork("0.0.0.0/0").build(),
                url);
        assertEquals(List.of(), resolved);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "169.254.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "fe80::a9fe:a9fe",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "0:0:0:0:ffff:0:a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::a9fe:a9fe",
                "2001:0:1:1:1:1:5601:5601" // Teredo: 169.254.169.254, inverted
            })
    void metadataAddress_isRefusedWhateverTheOperatorAllows(String address) {
        Fetcher lax = operator(address)
                .allowNetwork("0.0.0.0/0")
                .allowNetwork("::/0")
                .allow("idp.example.com", 443, "::/0")
                .allowLoopback()
                .build();
        FetchException failure = assertProblem(Problem.REFUSED_ADDRESS, lax, URI.create(IDP));
        assertTrue(failure.getMessage().contains("metadata"), failure.getMessage());
        assertEquals(List.of(), dialed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://intranet/",
                "https://localhost/",
                "https://x.localhost/",
                "https://printer.local/",
                "https://kubernetes.default.svc.cluster.local/",
                "https://vault.internal/"
            })
    void organization_localName_isRefusedUnresolved(String url) {
        assertRefused(Problem.REFUSED_ADDRESS, organization("8.8.8.8"), url);
        assertEquals(List.of(), resolved);
    }

    @Test
    void organization_otherPort_isRefusedUnlessAllowed() throws UnknownHostException {
        String url = "https://idp.example.com:8443/";
        assertRefused(Problem.REFUSED_URL, organization("8.8.8.8"), url);
        Fetcher allowing = recording(GuardedFetcher.organization(), "8.8.8.8")
                .allowPort(8443)
                .build();
        assertRefused(Problem.REFUSED_URL, allowing, "https://idp.example.com:8444/");
        assertDialed("8.8.8.8", 8443, allowing, url);
        dialed.clear();
        assertDialed("8.8.8.8", 443, allowing, IDP);
    }

    @Test
    void operator_otherPortAndSingleLabel_areDialed() throws UnknownHostException {
        assertDialed("8.8.8.8", 8443, operator("8.8.8.8").build(), "HTTPS://Idp:8443/keys");
        assertEquals(List.of("idp"), resolved);
    }

    @Test
    void operator_highestPort_isDialed() throws UnknownHostException {
        assertDialed("8.8.8.8", 65_535, operator("8.8.8.8").build(), "https://idp.example.com:65535/");
    }

    @Test
    void resolver_oneOfTwoAddressesPrivate_refusesBoth() {
        assertRefused(Problem.REFUSED_ADDRESS, organization("8.8.8.8", "10.0.0.1"), IDP);
        assertRefused(Problem.REFUSED_ADDRESS, organization("10.0.0.1", "8.8.8.8"), IDP);
    }

    @Test
    void resolver_twoPublicAddresses_triesOneAfterTheOther() throws UnknownHostException {
        assertProblem(Problem.UNREACHABLE, organization("8.8.8.8", "8.8.4.4"), URI.create(IDP));
        List<InetAddress> expected = parse("8.8.8.8", "8.8.4.4");
        assertEquals(
                expected, dialed.stream().map(InetSocketAddress::getAddress).toList());
    }

    @Test
    void dnsRebinding_publicThenPrivate_isNeverDialedPrivate() throws UnknownHostException {
        List<String> answers = new ArrayList<>(List.of("8.8.8.8", "10.0.0.1", "10.0.0.1"));
        Fetcher fetcher = recording(GuardedFetcher.organization())
                .resolver(host -> parse(answers.remove(0)))
                .build();
        assertDialed("8.8.8.8", 443, fetcher, IDP);
        assertEquals(2, answers.size(), "one look-up for one connection");
        assertProblem(Problem.REFUSED_ADDRESS, fetcher, URI.create(IDP));
        assertEquals(1, dialed.size());
    }

    @Test
    void resolver_withoutAnswer_isUnresolved() {
        assertRefused(Problem.UNRESOLVED, organization(), IDP);
        GuardedFetcher.Builder builder = recording(GuardedFetcher.organization());
        builder.resolver(host -> {
            throw new UnknownHostException(host);
        });
        assertRefused(Problem.UNRESOLVED, builder.build(), IDP);
        builder.resolver(host -> {
            throw new IllegalStateException("a resolver's bug");
        });
        assertRefused(Problem.UNRESOLVED, builder.build(), IDP);
    }

    @Test
    void literal_isNotResolved() throws UnknownHostException {
        assertDialed("8.8.8.8", 443, organization("9.9.9.9"), "https://8.8.8.8/");
        assertEquals(List.of(), resolved);
    }

    @Test
    void message_namesOriginAndAddress_forTheOperator() {
        FetchException failure = assertProblem(
                Problem.REFUSED_ADDRESS, organization("10.0.0.1"), URI.create("https://idp.example.com/x?token=y"));
        assertEquals("https://idp.example.com:443: 10.0.0.1 is not public: private", failure.getMessage());
        assertEquals("unreachable", FetchException.PUBLIC_TEXT);
    }

    @Test
    void problemCodes_areStable() {
        assertEquals(
                List.of(
                        "refused_url",
                        "refused_address",
                        "refused_request",
                        "unresolved",
                        "unreachable",
                        "timeout",
                        "busy",
                        "tls",
                        "proxy",
                        "too_large",
                        "malformed_response",
                        "redirect",
                        "status"),
                Stream.of(Problem.values()).map(Problem::code).toList());
    }
}
