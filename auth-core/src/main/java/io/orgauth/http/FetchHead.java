package io.orgauth.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Status line and header fields (RFC 9112, 4 and 5), bounded in every direction. */
final class FetchHead {
    private static final int MAX_LINE = 8 << 10;
    private static final int MAX_SIZE = 32 << 10;
    private static final int MAX_FIELDS = 100;
    private static final int MAX_INTERIM = 5;
    private static final Pattern STATUS =
            Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})( [\\t\\x20-\\x7e\\x80-\\xff]*)?");

    /** No space before the colon, and no line that continues the one before (RFC 9112, 5.1 and 5.2). */
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t\\x20-\\x7e\\x80-\\xff]*)");

    private final int status;
    private final boolean chunkable;
    private final Map<String, List<String>> headers;

    private FetchHead(int status, boolean chunkable, Map<String, List<String>> headers) {
        this.status = status;
        this.chunkable = chunkable;
        this.headers = headers;
    }

    /** The final head: the interim ones before it (RFC 9110, 15.2) are passed over, a few of them. */
    static FetchHead read(WireReader in) throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            FetchHead head = readOne(in);
            if (head.status == 101) {
                throw WireReader.malformed("the server switches protocols unasked");
            }
            if (head.status >= 200) {
                return head;
            }
        }
        throw WireReader.malformed("more than " + MAX_INTERIM + " interim answers");
    }

    private static FetchHead readOne(WireReader in) throws IOException {
        Matcher start = STATUS.matcher(in.line(MAX_LINE));
        if (!start.matches()) {
            throw WireReader.malformed("the status line is not HTTP/1.1's");
        }
        int status = Integer.parseInt(start.group(2));
        return new FetchHead(status, start.group(1).equals("1"), fields(in));
    }

    /** Header or trailer fields up to the empty line. */
    static Map<String, List<String>> fields(WireReader in) throws IOException {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int count = 0;
        int size = 0;
        for (String line = in.line(MAX_LINE); !line.isEmpty(); line = in.line(MAX_LINE)) {
            size += line.length();
            if (++count > MAX_FIELDS || size > MAX_SIZE) {
                throw WireReader.malformed("more than " + MAX_FIELDS + " header fields or " + MAX_SIZE + " bytes");
            }
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw WireReader.malformed("header field " + count + " is not \"name: value\"");
            }
            fields.computeIfAbsent(field.group(1), name -> new ArrayList<>())
                    .add(field.group(2).strip());
        }
        return fields;
    }

    int status() {
        return status;
    }

    /** Chunks are HTTP/1.1's: an older server that claims them has its framing wrong (RFC 9112, 6.1). */
    boolean chunkable() {
        return chunkable;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    List<String> values(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
