package io.orgauth.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.orgauth.http.FetchException.Problem;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Answers with a few bytes changed: they are read within the bound or refused, and nothing else ever happens. */
class FetchParserRandomTest {
    private static final int LIMIT = 100;
    private static final Set<Problem> EXPECTED = Set.of(Problem.MALFORMED_RESPONSE, Problem.TOO_LARGE);
    private static final List<String> GOOD = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"a\"\r\n\r\nhello",
            "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n\r\n",
            "HTTP/1.0 404\r\nContent-Encoding: identity\r\n\r\nabsent");

    private final Random random = new Random(20_261_124);

    @Test
    void answer_randomlyChanged_isReadOrRefused() {
        for (int i = 0; i < 30_000; i++) {
            read(changed(GOOD.get(i % GOOD.size())));
        }
    }

    private byte[] changed(String good) {
        byte[] bytes = good.getBytes(ISO_8859_1);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int from = random.nextInt(bytes.length);
            bytes[random.nextInt(bytes.length)] = random.nextBoolean() ? bytes[from] : (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static void read(byte[] answer) {
        WireReader in = new WireReader(new ByteArrayInputStream(answer));
        try {
            FetchHead head = FetchHead.read(in);
            assertTrue(FetchBody.read(in, head, LIMIT).length <= LIMIT);
        } catch (FetchException e) {
            assertTrue(EXPECTED.contains(e.problem()), e.getMessage());
        } catch (EOFException e) {
            return; // the announced length grew
        } catch (IOException e) {
            fail(e);
        }
    }
}
