package io.orgauth.http;

import io.orgauth.http.FetchException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The content of an answer (RFC 9112, 6 and 7), framed in one way only and bounded. */
final class FetchBody {
    private static final int MAX_CHUNKS = 10_000;
    private static final int MAX_CHUNK_LINE = 256;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})([ \\t]*;[\\t\\x20-\\x7e]*)?");

    private final WireReader in;
    private final int max;

    private FetchBody(WireReader in, int max) {
        this.in = in;
        this.max = max;
    }

    static byte[] read(WireReader in, FetchHead head, int max) throws IOException {
        requireIdentity(head);
        return new FetchBody(in, max).read(head);
    }

    /** We ask for no compression; what comes compressed all the same could unpack to any size. */
    private static void requireIdentity(FetchHead head) {
        for (String encoding : head.values("content-encoding")) {
            if (!encoding.equalsIgnoreCase("identity")) {
                throw WireReader.malformed("the content is encoded, expected identity");
            }
        }
    }

    private byte[] read(FetchHead head) throws IOException {
        List<String> codings = head.values("transfer-encoding");
        Set<String> lengths = new HashSet<>(head.values("content-length"));
        if (head.status() == 204 || head.status() == 304) {
            return new byte[0];
        }
        if (!codings.isEmpty()) {
            requireChunkedOnly(head, codings, lengths);
            return chunks();
        }
        if (lengths.isEmpty()) {
            return untilClosed();
        }
        return counted(lengths);
    }

    /** Both framings in one message are how answers are smuggled (RFC 9112, 6.3). */
    private static void requireChunkedOnly(FetchHead head, List<String> codings, Set<String> lengths) {
        if (!head.chunkable() || !lengths.isEmpty() || codings.size() != 1) {
            throw WireReader.malformed("the content is framed in more than one way");
        }
        if (!codings.get(0).equalsIgnoreCase("chunked")) {
            throw WireReader.malformed("\"Transfer-Encoding\" is not chunked");
        }
    }

    private byte[] counted(Set<String> lengths) throws IOException {
        String length = lengths.iterator().next();
        if (lengths.size() != 1 || !LENGTH.matcher(length).matches()) {
            throw WireReader.malformed("\"Content-Length\" is not one number");
        }
        return in.exactly(bounded(Long.parseLong(length)));
    }

    private byte[] untilClosed() throws IOException {
        byte[] bytes = in.upTo(max + 1);
        bounded(bytes.length);
        return bytes;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int count = 0; count < MAX_CHUNKS; count++) {
            Matcher line = CHUNK.matcher(in.line(MAX_CHUNK_LINE));
            if (!line.matches()) {
                throw WireReader.malformed("the size of a chunk is not a short hexadecimal number");
            }
            long size = Long.parseLong(line.group(1), 16);
            if (size == 0) {
                FetchHead.fields(in);
                return content.toByteArray();
            }
            content.writeBytes(in.exactly(bounded(content.size() + size) - content.size()));
            in.line(0); // a chunk longer than announced fails here
        }
        throw WireReader.malformed("more than " + MAX_CHUNKS + " chunks");
    }

    private int bounded(long length) {
        if (length > max) {
            throw new FetchException(Problem.TOO_LARGE, "the content is larger than " + max + " bytes");
        }
        return (int) length;
    }
}
