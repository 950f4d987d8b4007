package io.orgauth.saml;

import static io.orgauth.saml.SamlLab.RSA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an expectation must say, and that no laxity is on unless it is said. */
class SettingsTest {
    static Stream<Arguments> incomplete() {
        return Stream.of(
                arguments("blank entity id", (UnaryOperator<Expectation.Builder>) b -> b.entityId(" ")),
                arguments("blank address", (UnaryOperator<Expectation.Builder>) b -> b.acs("")),
                arguments("blank identity provider", (UnaryOperator<Expectation.Builder>) b -> b.identityProvider("")),
                arguments("no certificate", (UnaryOperator<Expectation.Builder>) b -> b.certificates(List.of())),
                arguments("both kinds", (UnaryOperator<Expectation.Builder>) Expectation.Builder::unsolicited));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void incomplete(String what, UnaryOperator<Expectation.Builder> change) {
        Expectation.Builder builder = change.apply(RSA.expectation());
        assertThrows(IllegalStateException.class, builder::build);
    }

    @Test
    void build_nothingSaid_isRefusedWithTheCallToMake() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> Expectation.builder()
                        .certificates(List.of(RSA.certificate()))
                        .unsolicited()
                        .build());
        assertTrue(e.getMessage().contains(".entityId(ours)"), e.getMessage());
        assertThrows(
                IllegalStateException.class,
                () -> Expectation.builder()
                        .entityId(SamlLab.SP)
                        .acs(SamlLab.ACS)
                        .identityProvider(SamlLab.IDP)
                        .certificates(List.of(RSA.certificate()))
                        .build());
    }

    @Test
    void toString_ofExpectation_showsNoKey() {
        Expectation expected =
                RSA.expectation().decryptionKeys(List.of(RSA.privateKey())).build();
        assertEquals("Expectation[" + SamlLab.IDP + " to " + SamlLab.ACS + "]", expected.toString());
    }

    @Test
    void strict_hasNoLaxity_andEachIsOne() {
        ResponsePolicy strict = ResponsePolicy.strict();
        assertEquals("60 false false false false false false", said(strict));
        assertEquals("60 true false false false false false", said(strict.allowingSha1()));
        assertEquals("60 false true false false false false", said(strict.allowingRsa1024()));
        assertEquals("60 false false true false false false", said(strict.allowingExpiredCertificate()));
        assertEquals("60 false false false true false false", said(strict.allowingCbc()));
        assertEquals("60 false false false false true false", said(strict.allowingAnyId()));
        assertEquals("60 false false false false false true", said(strict.allowingConfirmationBeginning()));
        ResponsePolicy all = strict.allowingSha1()
                .allowingRsa1024()
                .allowingExpiredCertificate()
                .allowingCbc()
                .allowingAnyId()
                .allowingConfirmationBeginning()
                .withClockSkew(Duration.ofSeconds(5));
        assertEquals("5 true true true true true true", said(all));
        assertEquals(all, all.allowingSha1().allowingCbc().allowingRsa1024().allowingAnyId());
        assertEquals(all, all.allowingExpiredCertificate().allowingConfirmationBeginning());
    }

    @Test
    void clockSkew_outOfBounds_isRefused() {
        ResponsePolicy strict = ResponsePolicy.strict();
        assertEquals(
                Duration.ofMinutes(5),
                strict.withClockSkew(Duration.ofMinutes(5)).clockSkew());
        assertEquals(Duration.ZERO, strict.withClockSkew(Duration.ZERO).clockSkew());
        assertThrows(IllegalArgumentException.class, () -> strict.withClockSkew(Duration.ofMillis(300_001)));
        assertThrows(IllegalArgumentException.class, () -> strict.withClockSkew(Duration.ofMillis(-1)));
    }

    @Test
    void reasons_haveStableCodes() {
        assertEquals("saml_audience_not_ours", SamlReason.AUDIENCE_NOT_OURS.code());
        List<String> codes =
                Arrays.stream(SamlReason.values()).map(SamlReason::code).toList();
        assertEquals(codes.size(), codes.stream().distinct().count());
        assertTrue(codes.stream().allMatch(code -> code.matches("saml_[a-z0-9_]+")), codes.toString());
    }

    @Test
    void shown_texts_areOneBoundedLine() {
        assertEquals("\"a??b?\"", Shown.text("a\r\nb\""));
        assertEquals(205, Shown.text("x".repeat(1_000)).length());
        assertEquals("\"" + "x".repeat(200) + "\"", Shown.text("x".repeat(200)));
        assertEquals("none", Shown.texts(List.of()));
        assertEquals("\"a\", \"b\"", Shown.texts(List.of("a", "b")));
    }

    @Test
    void times_thatAreNone_areEmpty() {
        for (String text : List.of(
                "",
                " ",
                "2026",
                "2026-01-15",
                "2026-01-15T12:00:00",
                "2026-01-15 12:00:00Z",
                "-2026-01-15T12:00:00Z",
                "+2026-01-15T12:00:00Z",
                "2026-13-15T12:00:00Z",
                "2026-01-15T25:00:00Z",
                " 2026-01-15T12:00:00Z",
                "2026-01-15T12:00:00.0000000000000000000000000000Z")) {
            assertTrue(Times.parse(text).isEmpty(), text);
        }
        for (String text : List.of(
                "2026-01-15T12:00:00Z",
                "2026-01-15T12:00:00.000Z",
                "2026-01-15T12:00:00.0000000Z",
                "2026-01-15T13:00:00+01:00")) {
            assertEquals(SamlLab.NOW, Times.parse(text).orElseThrow(), text);
        }
        assertFalse(Times.parse("9999-12-31T23:59:59Z").isEmpty());
    }

    private static String said(ResponsePolicy policy) {
        return Stream.of(
                        policy.clockSkew().toSeconds(),
                        policy.sha1(),
                        policy.rsa1024(),
                        policy.expiredCertificate(),
                        policy.cbc(),
                        policy.anyId(),
                        policy.confirmationBeginning())
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }
}
