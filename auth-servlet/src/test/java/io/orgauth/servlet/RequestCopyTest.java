package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.when;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestCopyTest {
    @Test
    void ofDispatch_client_isThePeerOfTheConnection() throws Exception {
        FakeRequest request = FakeRequest.get("/x").header("X-Forwarded-For", "192.0.2.7");
        when(request.servlet.getRemoteAddr()).thenReturn("198.51.100.9");
        assertEquals(
                Optional.of(InetAddress.getByName("198.51.100.9")),
                RequestCopy.ofDispatch(request.servlet).client());
    }

    @Test
    void ofDispatch_peerWithoutAddress_isUnknown() {
        FakeRequest request = FakeRequest.get("/x");
        when(request.servlet.getRemoteAddr()).thenReturn("/run/app.sock");
        assertEquals(Optional.empty(), RequestCopy.ofDispatch(request.servlet).client());
    }
}
