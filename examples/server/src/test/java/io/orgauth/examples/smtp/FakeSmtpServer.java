package io.orgauth.examples.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of RFC 5321 as takes one message after the other, without extensions; it keeps every line it is told. */
final class FakeSmtpServer implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;
    private final String answerToData;

    private FakeSmtpServer(ServerSocket socket, String answerToData) {
        this.socket = socket;
        this.answerToData = answerToData;
    }

    static FakeSmtpServer start() throws IOException {
        return start("250 taken");
    }

    static FakeSmtpServer refusing() throws IOException {
        return start("554 not here");
    }

    private static FakeSmtpServer start(String answerToData) throws IOException {
        ServerSocket socket = new ServerSocket(0, 8, InetAddress.getByName("localhost"));
        FakeSmtpServer server = new FakeSmtpServer(socket, answerToData);
        Thread thread = new Thread(server::run, "fake-smtp");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> lines() {
        return lines;
    }

    private void run() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                converse(client);
            } catch (IOException e) {
                // the client hung up, or the test is over
            }
        }
    }

    private void converse(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream();
        say(out, "220 fake");
        boolean inMessage = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            if (inMessage && !line.equals(".")) {
                continue;
            }
            boolean begins = line.equals("DATA");
            say(out, begins ? "354 go on" : inMessage ? answerToData : line.equals("QUIT") ? "221 bye" : "250 ok");
            inMessage = begins;
        }
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
