package io.orgauth.json;

import static io.orgauth.json.Refusals.assertRefused;
import static io.orgauth.json.Refusals.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.orgauth.json.JsonException.Problem;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bound holds at itself and refuses one beyond; reading stops there, whatever follows. */
class JsonLimitsTest {
    private static final JsonLimits STANDARD = JsonLimits.standard();

    @Test
    void standard_boundsAreThoseForTokens() {
        assertEquals(new JsonLimits(65_536, 32, 1_000, 20, 16_384), STANDARD);
    }

    @Test
    void wither_changesOneBound() {
        assertEquals(new JsonLimits(1, 32, 1_000, 20, 16_384), STANDARD.withMaxBytes(1));
        assertEquals(new JsonLimits(65_536, 1, 1_000, 20, 16_384), STANDARD.withMaxDepth(1));
        assertEquals(new JsonLimits(65_536, 32, 1, 20, 16_384), STANDARD.withMaxMembers(1));
        assertEquals(new JsonLimits(65_536, 32, 1_000, 1, 16_384), STANDARD.withMaxDigits(1));
        assertEquals(new JsonLimits(65_536, 32, 1_000, 20, 1), STANDARD.withMaxStringLength(1));
    }

    @Test
    void bound_atTheLargest_isTaken() {
        assertEquals(256, STANDARD.withMaxDepth(256).maxDepth());
        assertEquals(1_000, STANDARD.withMaxDigits(1_000).maxDigits());
        assertEquals(Integer.MAX_VALUE, STANDARD.withMaxBytes(Integer.MAX_VALUE).maxBytes());
        assertEquals(
                Integer.MAX_VALUE, STANDARD.withMaxMembers(Integer.MAX_VALUE).maxMembers());
        assertEquals(
                Integer.MAX_VALUE,
                STANDARD.withMaxStringLength(Integer.MAX_VALUE).maxStringLength());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void bound_belowOne_isRefused(int bound) {
        assertRefusedBound("maxBytes must be from 1 to 2147483647, got " + bound, l -> l.withMaxBytes(bound));
        assertRefusedBound("maxDepth must be from 1 to 256, got " + bound, l -> l.withMaxDepth(bound));
        assertRefusedBound("maxMembers must be from 1 to 2147483647, got " + bound, l -> l.withMaxMembers(bound));
        assertRefusedBound("maxDigits must be from 1 to 1000, got " + bound, l -> l.withMaxDigits(bound));
        assertRefusedBound(
                "maxStringLength must be from 1 to 2147483647, got " + bound, l -> l.withMaxStringLength(bound));
    }

    @Test
    void bound_aboveTheLargest_isRefused() {
        assertRefusedBound("maxDepth must be from 1 to 256, got 257", l -> l.withMaxDepth(257));
        assertRefusedBound("maxDigits must be from 1 to 1000, got 1001", l -> l.withMaxDigits(1_001));
    }

    @Test
    void bytes_beyondTheBound_areRefusedUnread() {
        assertEquals("1", Json.text(Json.parse(bytes("   1"), STANDARD.withMaxBytes(4))));
        assertRefused(Problem.TOO_LARGE, 0, bytes("    1"), STANDARD.withMaxBytes(4));
        assertRefused(Problem.TOO_LARGE, 0, new byte[8 << 20]);
        byte[] buffer = bytes("xx[1]xx");
        assertEquals("[1]", Json.text(Json.parse(buffer, 2, 5, STANDARD.withMaxBytes(3))));
    }

    @Test
    void depth_beyondTheBound_isRefused() {
        assertEquals(nested(32), Json.text(Json.parse(bytes(nested(32)))));
        assertRefused(Problem.TOO_DEEP, 32, nested(33));
        assertRefused(Problem.TOO_DEEP, 5, bytes("{\"a\":{}}"), STANDARD.withMaxDepth(1));
        assertRefused(Problem.TOO_DEEP, 6, bytes("{\"a\":[{}]}"), STANDARD.withMaxDepth(2));
        assertEquals("[[],[],{}]", Json.text(Json.parse(bytes("[[],[],{}]"), STANDARD.withMaxDepth(2))));
        assertEquals("7", Json.text(Json.parse(bytes("7"), STANDARD.withMaxDepth(1))));
    }

    @Test
    void depth_thirtyThousandOpenBrackets_areRefusedAtTheBound() {
        assertRefused(Problem.TOO_DEEP, 32, "[".repeat(30_000));
        assertRefused(Problem.TOO_DEEP, 32 * 5, "{\"a\":".repeat(10_000));
    }

    @Test
    void depth_theDeepestAllowed_fitsASmallStack() throws Exception {
        FutureTask<String> walk = new FutureTask<>(() -> {
            JsonValue value = Json.parse(bytes(nested(256)), STANDARD.withMaxDepth(256));
            JsonValue again = JsonValue.of(value.toJava());
            assertEquals(value, again);
            assertEquals(value.hashCode(), again.hashCode());
            return Json.text(again);
        });
        new Thread(null, walk, "small stack", 256 << 10).start();
        assertEquals(nested(256), walk.get());
    }

    @Test
    void members_beyondTheBound_areRefused() {
        JsonLimits three = STANDARD.withMaxMembers(3);
        for (String good : new String[] {"[1,2,3]", "[[],[[]]]", "{\"a\":[1,2]}", "{\"a\":1,\"b\":{\"c\":1}}"}) {
            assertEquals(good, Json.text(Json.parse(bytes(good), three)));
        }
        assertRefused(Problem.TOO_MANY_MEMBERS, 7, bytes("[1,2,3,4]"), three);
        assertRefused(Problem.TOO_MANY_MEMBERS, 10, bytes("{\"a\":[1,2,3]}"), three);
        assertRefused(Problem.TOO_MANY_MEMBERS, 18, bytes("{\"a\":1,\"b\":{\"c\":1,\"d\":1}}"), three);
        assertRefused(Problem.TOO_MANY_MEMBERS, 5, bytes("[[1],2]"), STANDARD.withMaxMembers(2));
    }

    @Test
    void members_tensOfThousands_areRefusedAtTheBound() {
        assertRefused(Problem.TOO_MANY_MEMBERS, 2_001, "[" + "1,".repeat(30_000) + "1]");
        String members =
                IntStream.range(1_000, 5_000).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(","));
        assertRefused(Problem.TOO_MANY_MEMBERS, 9_001, "{" + members + "}");
    }

    /** 2^16 names of one hash code: a plain hash table would take half an hour of comparisons, a scan as well. */
    @Test
    void names_chosenToCollide_areReadInTime() {
        StringBuilder document = new StringBuilder("{");
        for (int i = 0; i < 1 << 16; i++) {
            String bits = Integer.toBinaryString(1 << 16 | i).substring(1);
            String name = bits.replace("0", "Aa").replace("1", "BB");
            document.append(i == 0 ? "\"" : ",\"").append(name).append("\":0");
        }
        byte[] utf8 = bytes(document.append('}').toString());
        JsonLimits wide = STANDARD.withMaxBytes(utf8.length).withMaxMembers(1 << 16);
        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertEquals(1 << 16, Json.parseObject(utf8, wide).size()));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static void assertRefusedBound(String message, UnaryOperator<JsonLimits> change) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> change.apply(STANDARD));
        assertEquals(message, refusal.getMessage());
    }
}
