package io.orgauth.token;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** An issuer on loopback with metadata and keys, which falls ill as it is told. */
final class SickIssuer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Illness illness = Illness.NONE;
    private volatile String jwks = FakeIssuer.jwks("a");

    enum Illness {
        NONE,
        STATUS_500,
        HANG,
        DRIP,
        GARBAGE,
        EMPTY_SET,
        OTHER_ISSUER,
        REDIRECT,
        GZIP,
        RESET
    }

    SickIssuer() throws IOException {
        daemon(this::accept);
    }

    String url() {
        return "http://localhost:" + listener.getLocalPort();
    }

    void falls(Illness with) {
        illness = with;
    }

    void publishes(String keys) {
        jwks = keys;
    }

    /** How many refreshes there were: each begins with the metadata. */
    int asked() {
        return asked.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String path = path(socket.getInputStream());
            if (path.startsWith("/.well-known/")) {
                asked.incrementAndGet();
            }
            answer(socket, path);
        } catch (IOException | InterruptedException e) {
            // The client gave up, which is what these illnesses are for.
        }
    }

    private static String path(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && head.indexOf("\r\n\r\n") < 0; octet = in.read()) {
            head.append((char) octet);
            if (head.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        return head.toString().split(" ", 3)[1];
    }

    private void answer(Socket socket, String path) throws IOException, InterruptedException {
        switch (illness) {
            case NONE -> send(socket, "200 OK", "", good(path));
            case STATUS_500 -> send(socket, "500 Internal Server Error", "", good(path));
            case HANG -> closed.await();
            case DRIP -> drip(socket);
            case GARBAGE -> send(socket, "200 OK", "", bytes("<html>sorry</html>"));
            case EMPTY_SET -> send(socket, "200 OK", "", path.equals("/jwks") ? bytes("{\"keys\":[]}") : good(path));
            case OTHER_ISSUER ->
                send(
                        socket,
                        "200 OK",
                        "",
                        path.equals("/jwks")
                                ? bytes(FakeIssuer.jwks("other"))
                                : bytes(FakeIssuer.metadata("http://localhost:1", url() + "/jwks")));
            case REDIRECT -> send(socket, "302 Found", "Location: " + url() + "/moved\r\n", new byte[0]);
            case GZIP -> send(socket, "200 OK", "Content-Encoding: gzip\r\n", gzip(good(path)));
            case RESET -> socket.setSoLinger(true, 0);
        }
    }

    private byte[] good(String path) {
        return bytes(path.equals("/jwks") ? jwks : FakeIssuer.metadata(url(), url() + "/jwks"));
    }

    private void drip(Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
        do {
            out.write(' ');
            out.flush();
        } while (!closed.await(Duration.ofMillis(20).toMillis(), TimeUnit.MILLISECONDS));
    }

    private static void send(Socket socket, String status, String header, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes("HTTP/1.1 " + status + "\r\n" + header + "Content-Length: " + body.length + "\r\n\r\n"));
        out.write(body);
        out.flush();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "sick-issuer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
    }
}
