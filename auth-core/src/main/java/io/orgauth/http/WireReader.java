package io.orgauth.http;

import io.orgauth.http.FetchException.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Lines and counted bytes of an HTTP/1.1 answer. */
final class WireReader {
    private final InputStream in;

    WireReader(InputStream in) {
        this.in = in;
    }

    /** A line of at most {@code max} characters, ended by CRLF; a CR or LF alone is where two parsers would differ. */
    String line(int max) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = octet(); octet != '\r'; octet = octet()) {
            if (octet == '\n' || line.length() == max) {
                throw malformed("a line is longer than " + max + " bytes, or not ended by CRLF");
            }
            line.append((char) octet);
        }
        if (octet() != '\n') {
            throw malformed("a line is not ended by CRLF");
        }
        return line.toString();
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the answer ends in the middle of a line");
        }
        return octet;
    }

    byte[] exactly(int length) throws IOException {
        byte[] bytes = upTo(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    /** Grows with what arrives: an announced length alone allocates nothing. */
    byte[] upTo(int length) throws IOException {
        return in.readNBytes(length);
    }

    static FetchException malformed(String message) {
        return new FetchException(Problem.MALFORMED_RESPONSE, message);
    }
}
