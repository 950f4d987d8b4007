package io.orgauth.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;

/**
 * A socket whose every read ends at the deadline of the fetch. A read timeout alone is per read: a peer that sends one
 * byte just before each timeout (slow loris) holds the thread for ever. TLS is layered on this socket and reads through
 * it, so the handshake is covered too.
 */
final class DeadlineSocket extends Socket {
    private final FetchDeadline deadline;

    /** {@code NO_PROXY}: a {@code socksProxyHost} property must not move the connection off the checked address. */
    DeadlineSocket(FetchDeadline deadline) {
        super(Proxy.NO_PROXY);
        this.deadline = deadline;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new DeadlineInput(super.getInputStream());
    }

    private final class DeadlineInput extends FilterInputStream {
        DeadlineInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            setSoTimeout(deadline.remainingMillis());
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            setSoTimeout(deadline.remainingMillis());
            return in.read(bytes, offset, length);
        }
    }
}
