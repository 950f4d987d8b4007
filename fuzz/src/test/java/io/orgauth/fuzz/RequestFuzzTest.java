package io.orgauth.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.HttpRequest;
import java.nio.charset.StandardCharsets;

class RequestFuzzTest {
    /** The first line is the target, the second the Authorization header, the rest the body. */
    @FuzzTest
    void request_anyBytes_areReadOrRefused(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 3);
        try {
            HttpRequest.Builder builder = HttpRequest.builder("POST", parts[0]);
            if (parts.length > 1) {
                builder.header("Authorization", parts[1]);
            }
            if (parts.length > 2) {
                builder.header("Content-Type", "application/x-www-form-urlencoded")
                        .body(parts[2].getBytes(StandardCharsets.UTF_8));
            }
            HttpRequest request = builder.build();
            request.query();
            request.form();
        } catch (BadRequestException refused) {
            return;
        }
    }
}
