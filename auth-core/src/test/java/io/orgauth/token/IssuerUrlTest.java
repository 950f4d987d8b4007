package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://auth.example.com",
                "https://auth.example.com/",
                "https://auth.example.com:8443/auth",
                "https://127.0.0.1",
                "https://[::1]:8443/a/b"
            })
    void require_https_isReturnedAsItCame(String url) {
        assertEquals(url, IssuerUrl.require(url, IssuerUrl.Scheme.HTTPS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "auth.example.com",
                "//auth.example.com",
                "https:",
                "https:///path",
                "https://",
                "mailto:a@b.example",
                "ftp://auth.example.com",
                "HTTPS://auth.example.com",
                "https://user@auth.example.com",
                "https://auth.example.com?a=b",
                "https://auth.example.com?",
                "https://auth.example.com#f",
                "https://auth.example.com#",
                "https://auth.example.com/a/../b",
                "https://auth.example.com/./b",
                "https://auth.example.com//b",
                "https://auth.example.com/a b",
                "https://auth.example.com/\n",
                " https://auth.example.com",
                "https://auth_1.example.com"
            })
    void require_notAnIssuer_isRefused(String url) {
        assertRefused(url, IssuerUrl.Scheme.HTTPS);
        assertRefused(url, IssuerUrl.Scheme.HTTPS_OR_LOOPBACK_HTTP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost", "http://localhost:8080/auth", "http://127.0.0.1:8080", "http://[::1]:80"})
    void require_loopbackHttp_onlyWhenSaid(String url) {
        assertRefused(url, IssuerUrl.Scheme.HTTPS);
        assertEquals(url, IssuerUrl.require(url, IssuerUrl.Scheme.HTTPS_OR_LOOPBACK_HTTP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://auth.example.com", "http://localhost.example.com", "http://127.0.0.2", "http://10.0.0.1"
            })
    void require_httpElsewhere_isAlwaysRefused(String url) {
        assertRefused(url, IssuerUrl.Scheme.HTTPS_OR_LOOPBACK_HTTP);
    }

    @ParameterizedTest
    @CsvSource({"2048, true", "2049, false"})
    void require_length_isBounded(int length, boolean good) {
        String url = "https://auth.example.com/";
        String padded = url + "a".repeat(length - url.length());
        if (good) {
            assertEquals(padded, IssuerUrl.require(padded, IssuerUrl.Scheme.HTTPS));
        } else {
            assertRefused(padded, IssuerUrl.Scheme.HTTPS);
        }
    }

    @ParameterizedTest
    @CsvSource({"https://a.example, https://a.example/k", "https://a.example/b/, https://a.example/b/k"})
    void below_lastSlash_isNotDoubled(String issuer, String expected) {
        assertEquals(expected, IssuerUrl.below(issuer, "k"));
    }

    private static void assertRefused(String url, IssuerUrl.Scheme scheme) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> IssuerUrl.require(url, scheme));
        assertTrue(refusal.getMessage().startsWith("issuer URL must "), refusal.getMessage());
    }
}
