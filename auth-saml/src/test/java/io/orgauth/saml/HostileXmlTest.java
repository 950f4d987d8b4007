package io.orgauth.saml;

import static io.orgauth.saml.Refusals.JUDGE;
import static io.orgauth.saml.Refusals.assertRefused;
import static io.orgauth.saml.SamlLab.GOOD;
import static io.orgauth.saml.SamlLab.RSA;
import static io.orgauth.saml.SamlLab.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.orgauth.InvalidCredentialException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents made to cost, to confuse or to fetch: refused in bounded time and memory, with no connection and no error but the one. */
class HostileXmlTest {
    private static final String SIGNED = RSA.signed(GOOD, "_assertion");

    static Stream<Arguments> documents() {
        return Stream.of(
                arguments("nothing", "", SamlReason.RESPONSE_NOT_XML),
                arguments("no base64", "%%%", SamlReason.RESPONSE_NOT_BASE64),
                arguments("base64url", "-_-_", SamlReason.RESPONSE_NOT_BASE64),
                arguments("another script", "\u0430\u0430\u0430\u0430", SamlReason.RESPONSE_NOT_BASE64),
                arguments("base64 of no XML", "AAAA", SamlReason.RESPONSE_NOT_XML),
                arguments(
                        "base64 of base64",
                        base64(base64(SIGNED.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)),
                        SamlReason.RESPONSE_NOT_XML),
                arguments("DOCTYPE", "<!DOCTYPE x>" + SIGNED, SamlReason.RESPONSE_HAS_DOCTYPE),
                arguments(
                        "DOCTYPE with an entity",
                        "<!DOCTYPE x [<!ENTITY e \"alice\">]>" + with(SIGNED, ">alice<", ">&e;<"),
                        SamlReason.RESPONSE_HAS_DOCTYPE),
                arguments(
                        "external entity",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + with(SIGNED, ">alice<", ">&e;<"),
                        SamlReason.RESPONSE_HAS_DOCTYPE),
                arguments(
                        "external DTD",
                        "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/\">" + SIGNED,
                        SamlReason.RESPONSE_HAS_DOCTYPE),
                arguments(
                        "billion laughs",
                        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><x>&b;</x>",
                        SamlReason.RESPONSE_HAS_DOCTYPE),
                arguments("undeclared entity", with(SIGNED, ">alice<", ">&e;<"), SamlReason.RESPONSE_NOT_XML),
                arguments(
                        "unbound prefix",
                        with(SIGNED, "<samlp:Status>", "<x:y/><samlp:Status>"),
                        SamlReason.RESPONSE_NOT_XML),
                arguments(
                        "attribute twice",
                        with(SIGNED, "ID=\"_response\"", "ID=\"_response\" ID=\"_b\""),
                        SamlReason.RESPONSE_NOT_XML),
                arguments(
                        "attribute twice by two prefixes",
                        with(
                                SIGNED,
                                "ID=\"_response\"",
                                "ID=\"_response\" xmlns:a=\"urn:x\" xmlns:b=\"urn:x\" a:z=\"\" b:z=\"\""),
                        SamlReason.RESPONSE_NOT_XML),
                arguments("control character", with(SIGNED, ">alice<", ">ali&#0;ce<"), SamlReason.RESPONSE_NOT_XML),
                arguments(
                        "other encoding declared",
                        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + SIGNED,
                        SamlReason.RESPONSE_NOT_XML),
                arguments("UTF-16", base64(SIGNED.getBytes(StandardCharsets.UTF_16)), SamlReason.RESPONSE_NOT_XML),
                arguments(
                        "no UTF-8",
                        base64(with(SIGNED, ">alice<", ">\u00e9<").getBytes(StandardCharsets.ISO_8859_1)),
                        SamlReason.RESPONSE_NOT_XML),
                arguments("depth 101", nested(101), SamlReason.RESPONSE_TOO_COMPLEX),
                arguments("depth 4,000", nested(4_000), SamlReason.RESPONSE_TOO_COMPLEX),
                arguments("depth 20,000", nested(20_000), SamlReason.RESPONSE_TOO_COMPLEX),
                arguments("65 attributes", attributes(65), SamlReason.RESPONSE_TOO_COMPLEX),
                arguments("20,000 attributes", attributes(20_000), SamlReason.RESPONSE_TOO_COMPLEX),
                arguments("a million attributes", attributes(1_000_000), SamlReason.RESPONSE_TOO_LARGE),
                arguments("10,000 elements", extended("<x/>".repeat(10_001)), SamlReason.RESPONSE_TOO_COMPLEX),
                arguments(
                        "100 signatures",
                        extended("<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>".repeat(100)),
                        SamlReason.ELEMENT_MISPLACED),
                arguments("30 MB", extended("x".repeat(30 << 20)), SamlReason.RESPONSE_TOO_LARGE),
                arguments("30 MB of base64", "A".repeat(30 << 20), SamlReason.RESPONSE_TOO_LARGE),
                arguments("one byte more than is read", padded(256 * 1024 + 1), SamlReason.RESPONSE_TOO_LARGE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void documents(String what, String document, SamlReason reason) {
        assertRefused(reason, document, RSA.expectation().build());
    }

    @Test
    void judge_largestDocumentAndItsDepth_areRead() {
        Refusals.assertAccepted(padded(256 * 1024), RSA.expectation().build());
        Refusals.assertAccepted(nested(98), RSA.expectation().build());
        Refusals.assertAccepted(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + SIGNED,
                RSA.expectation().build());
    }

    @Test
    void judge_bombs_allocateLittle() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (String bomb :
                new String[] {attributes(1_000_000), "A".repeat(30 << 20), nested(20_000), attributes(20_000)}) {
            assertThrows(
                    InvalidCredentialException.class,
                    () -> JUDGE.judge(bomb, RSA.expectation().build()));
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            assertThrows(
                    InvalidCredentialException.class,
                    () -> JUDGE.judge(bomb, RSA.expectation().build()));
            long used = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertTrue(used < 8 << 20, "allocated " + used);
        }
    }

    @Test
    void judge_refusedDocument_leavesNothingForTheNext() {
        Expectation expected = RSA.expectation().build();
        for (int i = 0; i < 40; i++) {
            assertThrows(InvalidCredentialException.class, () -> JUDGE.judge(nested(4_000), expected));
            assertThrows(InvalidCredentialException.class, () -> JUDGE.judge("<a><b></a>", expected));
            assertEquals(
                    "alice",
                    JUDGE.judge(SIGNED, expected).nameId().orElseThrow().value());
        }
    }

    @Test
    void judge_referencesToTheNetwork_areNotFollowed() throws IOException {
        SamlLab ours = SamlLab.rsa(2048, "2036-01-01T00:00:00Z");
        Expectation expected = RSA.expectation()
                .decryptionKeys(List.of(ours.privateKey()))
                .policy(ResponsePolicy.strict().allowingCbc())
                .build();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(200);
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/";
            String encrypted = Encrypted.response(SIGNED, ours.publicKey(), Encrypted.GCM);
            String value = encrypted.replaceFirst(".*<xenc:CipherValue>", "").replaceFirst("</xenc:CipherValue>.*", "");
            String keyElement =
                    encrypted.replaceFirst(".*<xenc:EncryptedKey>", "").replaceFirst("</xenc:EncryptedKey>.*", "");
            for (String document : new String[] {
                with(SIGNED, "URI=\"#_assertion\"", "URI=\"" + url + "\""),
                "<!DOCTYPE x SYSTEM \"" + url + "\">" + SIGNED,
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + url + "\">]>" + with(SIGNED, ">alice<", ">&e;<"),
                with(SIGNED, "<ds:KeyInfo>", "<ds:KeyInfo><ds:RetrievalMethod URI=\"" + url + "\"/>"),
                with(
                        encrypted,
                        "<xenc:CipherValue>" + value + "</xenc:CipherValue>",
                        "<xenc:CipherReference URI=\"" + url + "\"/>"),
                with(
                        encrypted,
                        "<xenc:EncryptedKey>" + keyElement + "</xenc:EncryptedKey>",
                        "<ds:RetrievalMethod URI=\"" + url + "\"/>"),
                with(
                        SIGNED,
                        "<samlp:Response ",
                        "<samlp:Response xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x "
                                + url + "\" ")
            }) {
                JUDGE.explain(document, expected);
            }
            assertThrows(SocketTimeoutException.class, listener::accept);
        }
    }

    /** Nothing but the one exception ever comes out, whatever came in. */
    @Test
    void judge_randomDamage_throwsNothingElse() {
        Random random = new Random(20260115);
        Expectation expected = RSA.expectation().build();
        byte[] good = SIGNED.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertEquals(
                        "alice",
                        JUDGE.judge(base64(damaged), expected)
                                .nameId()
                                .orElseThrow()
                                .value());
            } catch (InvalidCredentialException e) {
                assertTrue(e.reason() instanceof SamlReason, e.toString());
            }
        }
    }

    private static String nested(int depth) {
        int inner = depth - 2;
        return extended("<x>".repeat(inner) + "</x>".repeat(inner));
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder("<x");
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }
        return extended(attributes.append("/>").toString());
    }

    private static String padded(int bytes) {
        String empty = extended("<x></x>");
        return extended("<x>" + "y".repeat(bytes - empty.length()) + "</x>");
    }

    /** In extensions, which nobody signed. */
    private static String extended(String content) {
        return with(SIGNED, "<samlp:Status>", "<samlp:Extensions>" + content + "</samlp:Extensions><samlp:Status>");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
