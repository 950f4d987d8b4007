package io.orgauth.saml;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** The little of DER (X.690) that a self-signed certificate is written in. It reads nothing. */
final class Der {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SHORT_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Instant FIRST_LONG_TIME = Instant.parse("2050-01-01T00:00:00Z");

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(0x30, join(parts));
    }

    static byte[] set(byte[]... parts) {
        return value(0x31, join(parts));
    }

    /** A context-specific constructed tag. */
    static byte[] tagged(int number, byte[] content) {
        return value(0xa0 | number, content);
    }

    static byte[] integer(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    static byte[] bits(byte[] octets) {
        return value(0x03, join(new byte[] {0}, octets));
    }

    static byte[] utf8(String text) {
        return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** UTCTime before 2050, GeneralizedTime from then on (RFC 5280, 4.1.2.5). */
    static byte[] time(Instant time) {
        return time.isBefore(FIRST_LONG_TIME) ? text(0x17, SHORT_TIME, time) : text(0x18, TIME, time);
    }

    /** DER that is constant, in hexadecimal. */
    static byte[] constant(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] text(int tag, DateTimeFormatter format, Instant time) {
        return value(tag, format.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] value(int tag, byte[] content) {
        return join(new byte[] {(byte) tag}, length(content.length), content);
    }

    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        byte[] number = BigInteger.valueOf(length).toByteArray();
        int skip = number[0] == 0 ? 1 : 0;
        byte[] encoded = new byte[1 + number.length - skip];
        encoded[0] = (byte) (0x80 | encoded.length - 1);
        System.arraycopy(number, skip, encoded, 1, encoded.length - 1);
        return encoded;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
