package io.orgauth.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One request and its answer on one connection, which is not used again. */
final class FetchExchange {
    private final FetchTarget target;
    private final FetchRequest request;
    private final Map<String, String> headers;

    FetchExchange(FetchTarget target, FetchRequest request, Map<String, String> headers) {
        this.target = target;
        this.request = request;
        this.headers = headers;
    }

    FetchedResponse hold(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(message());
        out.flush();
        WireReader in = new WireReader(new BufferedInputStream(socket.getInputStream()));
        FetchHead head = FetchHead.read(in);
        return FetchedResponse.of(head.status(), head.headers(), FetchBody.read(in, head, request.maxBytes()));
    }

    private byte[] message() {
        byte[] body = request.body();
        StringBuilder head = new StringBuilder()
                .append(request.method() + " " + target.requestTarget() + " HTTP/1.1\r\n")
                .append("Host: " + target.hostHeader() + "\r\n")
                .append("User-Agent: orgauth\r\n")
                .append("Accept-Encoding: identity\r\n")
                .append("Connection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (request.method().equals("POST")) {
            head.append("Content-Type: application/x-www-form-urlencoded\r\n")
                    .append("Content-Length: " + body.length + "\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[start.length + body.length];
        System.arraycopy(start, 0, message, 0, start.length);
        System.arraycopy(body, 0, message, start.length, body.length);
        return message;
    }
}
