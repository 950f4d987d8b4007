package io.orgauth.json;

import static io.orgauth.json.Refusals.bytes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every request pays for reading a token: allocation is the part of that price which a test can hold still. */
class JsonAllocationTest {
    private static final byte[] CLAIMS = bytes("""
            {"iss":"https://auth.example.com","sub":"usr_0123456789abcdefghijkl","aud":"https://data.acme.example",\
            "exp":1764021600,"nbf":1764021000,"iat":1764021000,"jti":"AbCdEfGhIjKlMnOpQrStUv","client_id":\
            "app_0123456789abcdefghijkl","sid":"ses_0123456789abcdefghijkl","org_id":"org_0123456789abcdefghijkl",\
            "scope":"dataset:read dataset:write models:read","auth_time":1764020000,"amr":["pwd","otp"]}""");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void tokenClaims_thirteen_costThreeKilobytes() {
        assertAllocates(3_000, () -> Json.parseObject(CLAIMS));
    }

    @Test
    void refusal_ofGarbage_costsNextToNothing() {
        byte[] garbage = bytes("not a token at all");
        assertAllocates(1_000, () -> {
            try {
                return Json.parse(garbage);
            } catch (JsonException refused) {
                return JsonNull.NULL;
            }
        });
    }

    private void assertAllocates(long most, Supplier<JsonValue> work) {
        int rounds = 1_000;
        read(rounds, work);
        long before = threads.getCurrentThreadAllocatedBytes();
        read(rounds, work);
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / rounds;
        assertTrue(each <= most, () -> "allocated " + each + " bytes, expected at most " + most);
    }

    private static void read(int rounds, Supplier<JsonValue> work) {
        for (int i = 0; i < rounds; i++) {
            work.get();
        }
    }
}
