package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.identity.TxtLookup.LookupFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsTxtLookupTest {
    private static final String NAME = "_orgauth-challenge.acme.example";
    private static final int SERVER_FAILURE = 2;
    private static final int NO_SUCH_NAME = 3;
    private static final int REFUSED = 5;

    private final DatagramSocket socket = loopback();
    private volatile int code;
    private volatile List<String> records = List.of();

    DnsTxtLookupTest() {
        Thread server = new Thread(this::serve);
        server.setDaemon(true);
        server.start();
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private List<String> texts() throws LookupFailedException {
        return new DnsTxtLookup("dns://127.0.0.1:" + socket.getLocalPort()).texts(NAME);
    }

    @Test
    void texts_areThoseOfTheRecords() throws Exception {
        records = List.of("v=spf1 -all", "challenge_1");
        assertEquals(
                List.of("challenge_1", "v=spf1 -all"), texts().stream().sorted().toList());
    }

    @Test
    void texts_noRecord_isEmpty() throws Exception {
        assertEquals(List.of(), texts());
    }

    @Test
    void texts_noSuchName_isEmpty() throws Exception {
        code = NO_SUCH_NAME;
        assertEquals(List.of(), texts());
    }

    @ParameterizedTest
    @ValueSource(ints = {SERVER_FAILURE, REFUSED})
    void texts_serverFails_saysNothingAboutTheRecord(int failure) {
        code = failure;
        assertThrows(LookupFailedException.class, this::texts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://evil.example/x", "dns://evil.example/x", "", "a b", "A.example", "a/b", "a,b"})
    void texts_noHostName_isNotLookedUp(String name) {
        assertThrows(IllegalArgumentException.class, () -> TxtLookup.system().texts(name));
    }

    private static DatagramSocket loopback() {
        try {
            return new DatagramSocket(0, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve() {
        byte[] buffer = new byte[512];
        try {
            while (!socket.isClosed()) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (SocketException e) {
            return; // closed
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 1035, 4.1: the question again, then a TXT record for each text. */
    private byte[] answer(byte[] query) throws IOException {
        int end = 12;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        end += 5;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(query, 0, 2);
        out.write(ByteBuffer.allocate(10)
                .putShort((short) (0x8580 | code))
                .putShort((short) 1)
                .putShort((short) records.size())
                .array());
        out.write(query, 12, end - 12);
        for (String text : records) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            out.write(ByteBuffer.allocate(13)
                    .putShort((short) 0xC00C)
                    .putShort((short) 16)
                    .putShort((short) 1)
                    .putInt(60)
                    .putShort((short) (bytes.length + 1))
                    .put((byte) bytes.length)
                    .array());
            out.write(bytes);
        }
        return out.toByteArray();
    }
}
