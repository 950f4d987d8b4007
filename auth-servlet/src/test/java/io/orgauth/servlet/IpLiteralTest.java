package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "10.20.30.40, 10.20.30.40",
        "::1, 0:0:0:0:0:0:0:1",
        "[::1], 0:0:0:0:0:0:0:1",
        "2001:DB8::7, 2001:db8:0:0:0:0:0:7",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "[fe80::1%3], fe80:0:0:0:0:0:0:1",
        "::ffff:192.0.2.7, 192.0.2.7",
    })
    void parse_literal_isItsAddress(String text, String address) {
        assertEquals(
                address, IpLiteral.parse(text).map(InetAddress::getHostAddress).orElse("none"));
    }

    /** A resolver would be asked for most of these, and some would come back as the loopback. */
    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "localhost",
                "unknown",
                "_hidden",
                " 127.0.0.1",
                "127.0.0.1 ",
                "127.0.0.1:80",
                "[::1]:80",
                "127.1",
                "1",
                "256.0.0.1",
                "1.2.3.256",
                "1.2.3.4.5",
                "010.0.0.1",
                "0x7f.0.0.1",
                "[127.0.0.1]",
                "[]",
                "[",
                "]",
                "%",
                ":",
                ".:",
                "1:2",
                "::1::",
                "12345::",
                "::g",
                "a.b:c",
                "fade.de",
                "::1]",
                "[::1",
                "1.2.3.4/8",
            })
    void parse_anythingElse_isNothing(String text) {
        assertEquals(
                "none", IpLiteral.parse(text).map(InetAddress::getHostAddress).orElse("none"));
    }
}
