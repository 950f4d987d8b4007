package io.orgauth.servlet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client without manners: it sends what it is told, byte for byte, on a connection of its own. */
final class Http {
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;

    Http(int port) {
        this.port = port;
    }

    Reply get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    /** A well-formed request; the headers are whole lines. */
    Reply send(String method, String target, String body, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return raw(request + "Connection: close\r\n\r\n" + body);
    }

    Reply raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return Reply.parse(untilDone(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * To the end of the announced length or of the connection. A server may reset a connection whose request it did not
     * read to the end, or wait for the rest; what came before counts.
     */
    private static byte[] untilDone(InputStream in) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = isComplete(all) ? -1 : in.read(buffer)) {
                all.write(buffer, 0, read);
            }
        } catch (IOException e) {
            if (all.size() == 0) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toByteArray();
    }

    private static boolean isComplete(ByteArrayOutputStream all) throws IOException {
        if (!all.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
            return false;
        }
        Reply soFar = Reply.parse(all.toByteArray());
        return soFar.header("Content-Length")
                .filter(length -> Integer.parseInt(length) == soFar.body().length())
                .isPresent();
    }

    /** What came back. */
    record Reply(int status, List<String> headers, String body) {
        static Reply parse(byte[] bytes) throws IOException {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            List<String> lines = List.of(text.substring(0, end).split("\r\n"));
            int status = Integer.parseInt(lines.get(0).split(" ")[1]);
            Reply reply = new Reply(status, lines.subList(1, lines.size()), text.substring(end + 4));
            boolean chunked =
                    reply.header("Transfer-Encoding").filter("chunked"::equals).isPresent();
            return chunked ? new Reply(status, reply.headers, dechunked(reply.body)) : reply;
        }

        private static String dechunked(String body) throws IOException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            InputStream in = new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1));
            for (String size = line(in); !size.isEmpty() && !size.equals("0"); size = line(in)) {
                whole.write(in.readNBytes(Integer.parseInt(size, 16)));
                line(in);
            }
            return whole.toString(StandardCharsets.ISO_8859_1);
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                line.append((char) c);
            }
            return line.toString().strip();
        }

        List<String> all(String name) {
            List<String> values = new ArrayList<>();
            for (String header : headers) {
                if (header.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                    values.add(header.substring(name.length() + 1).strip());
                }
            }
            return values;
        }

        Optional<String> header(String name) {
            return all(name).stream().findFirst();
        }
    }
}
