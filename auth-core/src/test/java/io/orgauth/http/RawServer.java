package io.orgauth.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server on loopback that answers as it is told, above all wrongly. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What happens to one connection, which is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void play(RawServer server, Socket socket) throws Exception;
    }

    private RawServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    static RawServer playing(Script script) throws IOException {
        return playing(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    static RawServer playing(ServerSocket listener, Script script) {
        RawServer server = new RawServer(listener, script);
        daemon(server::accept);
        return server;
    }

    /** Reads the request, then sends these characters as bytes. */
    static RawServer answering(String answer) throws IOException {
        return playing((server, socket) -> {
            server.readRequest(socket);
            send(socket, answer);
        });
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
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
            script.play(this, socket);
        } catch (Exception e) {
            requests.add("broken: " + e);
        }
    }

    /** Head and body, by {@code Content-Length}. */
    String readRequest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the request ended after " + head);
            }
            head.append((char) octet);
        }
        int at = head.indexOf("Content-Length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)));
        String request = head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        requests.add(request);
        return request;
    }

    /** Blocks the script until the server is closed. */
    void hang() throws InterruptedException {
        closed.await();
    }

    /** Waits a moment, and says whether to go on. */
    boolean isOpenAfter(Duration pause) throws InterruptedException {
        return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    List<String> requests() {
        return requests;
    }

    int port() {
        return listener.getLocalPort();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), port());
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
    }
}
