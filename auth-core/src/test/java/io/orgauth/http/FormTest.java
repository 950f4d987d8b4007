package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    private static RequestReason refused(String encoded) {
        return (RequestReason) assertThrows(BadRequestException.class, () -> Form.parse(encoded))
                .reason();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=b|b",
                "a=|''",
                "a|''",
                "a=b=c|b=c",
                "a=+b+|' b '",
                "a=%2B|+",
                "a=%26%3d|&=",
                "%61=b|b",
                "a=%c3%a9|\u00e9",
                "a=%f0%9f%94%91|\ud83d\udd11",
                "a=x%0d%0ay|'x\r\ny'",
                "&a=b&&|b",
                "x=y&a=b|b",
                "a=~!$'()*,;:@/?|~!$'()*,;:@/?",
                "a=%01|'\u0001'",
                "a=%ef%bf%bd|\ufffd",
            })
    void parse_encoded_isDecodedOnce(String encoded, String value) {
        assertEquals(Optional.of(value), Form.parse(encoded).single("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%4",
                "a=%4g",
                "a=%zz",
                "a=%u0041",
                "a=%00",
                "%00=a",
                "a=b c",
                "a=\u00e9",
                "a=b\n",
                "a=\u0000",
                "a=\u007f",
                "a=%c0%af",
                "a=%ff",
                "a=%ed%a0%80",
                "a=%c3",
                "a=%f4%90%80%80",
                "=b",
                "=",
                "a=b&=c",
                "a=%\uff14\uff11"
            })
    void parse_malformed_isRefused(String encoded) {
        assertEquals(RequestReason.FORM_MALFORMED, refused(encoded));
    }

    @Test
    void parse_empty_hasNone() {
        assertTrue(Form.parse("").names().isEmpty());
        assertTrue(Form.parse("&&").names().isEmpty());
    }

    @Test
    void parse_mostParameters_areTaken_oneMoreIsRefused() {
        String most = "a=b&".repeat(Form.MAX_PARAMETERS - 1) + "a=b";

        assertEquals(Form.MAX_PARAMETERS, Form.parse(most).all("a").size());
        assertEquals(RequestReason.FORM_TOO_LARGE, refused(most + "&a=b"));
        assertEquals(RequestReason.FORM_TOO_LARGE, refused("&".repeat(Form.MAX_PARAMETERS)));
    }

    @Test
    void parse_longestName_isTaken_oneMoreIsRefused() {
        String longest = "n".repeat(Form.MAX_NAME);

        assertEquals("v", Form.parse(longest + "=v").required(longest));
        assertEquals(RequestReason.FORM_TOO_LARGE, refused(longest + "n=v"));
    }

    @Test
    void single_repeated_isRefusedNotMerged() {
        Form form = Form.parse("a=1&b=2&%61=1");

        assertEquals(List.of("1", "1"), form.all("a"));
        assertEquals(
                RequestReason.PARAMETER_REPEATED,
                assertThrows(BadRequestException.class, () -> form.single("a")).reason());
        assertEquals(
                RequestReason.PARAMETER_REPEATED,
                assertThrows(BadRequestException.class, () -> form.required("a"))
                        .reason());
        assertEquals(List.of("a", "b"), List.copyOf(form.names()));
    }

    @Test
    void names_areExact() {
        Form form = Form.parse("A=1&a[]=2");

        assertEquals(Optional.empty(), form.single("a"));
        assertEquals(List.of(), form.all("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b=1", "a", "a="})
    void required_absentOrEmpty_isRefused(String encoded) {
        BadRequestException refusal = assertThrows(
                BadRequestException.class, () -> Form.parse(encoded).required("a"));

        assertEquals(RequestReason.PARAMETER_MISSING, refusal.reason());
        assertEquals("expected \"a\"", refusal.getMessage());
    }

    @Test
    void results_areImmutable() {
        Form form = Form.parse("a=1");

        assertThrows(UnsupportedOperationException.class, () -> form.all("a").add("2"));
        assertThrows(UnsupportedOperationException.class, () -> form.names().clear());
    }

    @Test
    void toString_showsNothing() {
        assertEquals("Form[1 names]", Form.parse("password=s3cr3t").toString());
    }
}
