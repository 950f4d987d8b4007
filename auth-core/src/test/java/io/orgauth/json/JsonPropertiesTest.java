package io.orgauth.json;

import static io.orgauth.json.Refusals.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for all documents, tried on random ones; nimbus is the peer that must agree on whatever we accept. */
class JsonPropertiesTest {
    private static final int ROUNDS = 10_000;
    private static final JsonLimits WIDE =
            JsonLimits.standard().withMaxMembers(100_000).withMaxBytes(1 << 20);

    @Test
    void written_value_readsBackEqual() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            JsonObject value = new RandomJson(seed).object();
            byte[] written = Json.write(value);
            JsonObject read = Json.parseObject(written, WIDE);
            assertEquals(value, read, () -> Json.text(value));
            assertEquals(value.hashCode(), read.hashCode());
            assertEquals(value.names(), read.names());
            assertArrayEquals(written, Json.write(read));
            assertEquals(value, JsonValue.of(read.toJava()));
        }
    }

    @Test
    void spelled_otherwise_readsEqualAndAsThePeerReadsIt() throws ParseException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            RandomJson random = new RandomJson(seed);
            JsonObject value = random.object();
            String document = random.spelled(value);
            JsonObject read = Json.parseObject(bytes(document), WIDE);
            assertEquals(value, read, document);
            assertSameAsPeer(JSONObjectUtils.parse(document), read.toJava());
        }
    }

    /** One to three bytes changed, dropped or doubled: refused as JSON, or read as the peer reads it. */
    @Test
    void damaged_document_isRefusedOrReadAsThePeerReadsIt() throws ParseException {
        int accepted = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            RandomJson random = new RandomJson(seed);
            byte[] damaged = damaged(bytes(random.spelled(random.object())), random);
            if (accepts(damaged)) {
                accepted++;
                String document = new String(damaged, StandardCharsets.UTF_8);
                assertArrayEquals(damaged, bytes(document), "accepted what is no UTF-8");
                Map<String, Object> ours = Json.parseObject(damaged, WIDE).toJava();
                // The peer keeps doubles, so it refuses 1e999; it must read everything else that we do.
                if (fitsDoubles(ours)) {
                    assertSameAsPeer(JSONObjectUtils.parse(document), ours);
                }
            }
        }
        int count = accepted;
        assertTrue(count > ROUNDS / 20 && count < ROUNDS, () -> "the damage teaches nothing: " + count + " accepted");
    }

    @Test
    void flippedBit_anywhere_throwsNothingButARefusal() {
        byte[] document = bytes(
                "{\"iss\":\"https://a.example\",\"aud\":[\"b\"],\"exp\":1.5e3,\"n\":null,\"t\":true,\"\\u00e9\":\"\ud83d\ude00\"}");
        for (int bit = 0; bit < document.length * 8; bit++) {
            byte[] flipped = document.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            if (accepts(flipped)) {
                assertEquals(Json.parse(flipped), Json.parse(Json.write(Json.parse(flipped))));
            }
        }
        for (int length = 0; length < document.length; length++) {
            assertTrue(!accepts(Arrays.copyOf(document, length)), "accepted a document cut short");
        }
    }

    @Test
    void noise_ofAnyBytes_throwsNothingButARefusal() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            RandomJson random = new RandomJson(seed);
            byte[] noise = new byte[random.below(64)];
            String alphabet = "{}[]\":,\\utrfn0123456789.eE+- a\u00e9\u0000";
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte)
                        (random.below(8) == 0 ? random.below(256) : alphabet.charAt(random.below(alphabet.length())));
            }
            accepts(noise);
        }
    }

    private static byte[] damaged(byte[] document, RandomJson random) {
        byte[] damaged = document.clone();
        int faults = 1 + random.below(3);
        for (int i = 0; i < faults && damaged.length > 0; i++) {
            int place = random.below(damaged.length);
            int other = random.below(damaged.length);
            switch (random.below(4)) {
                case 0 -> damaged[place] = (byte) random.below(256);
                case 1 -> damaged[place] = damaged[other];
                case 2 -> damaged = without(damaged, place);
                default -> damaged[place] = (byte) "{}[]\":,\\0123456789.e-".charAt(random.below(21));
            }
        }
        return damaged;
    }

    private static byte[] without(byte[] bytes, int place) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, place + 1, shorter, place, shorter.length - place);
        return shorter;
    }

    private static boolean accepts(byte[] document) {
        try {
            return Json.parse(document, WIDE) instanceof JsonObject;
        } catch (JsonException refused) {
            return false;
        }
    }

    private static boolean fitsDoubles(Object ours) {
        if (ours instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(JsonPropertiesTest::fitsDoubles);
        }
        if (ours instanceof List<?> list) {
            return list.stream().allMatch(JsonPropertiesTest::fitsDoubles);
        }
        return !(ours instanceof Number number) || Double.isFinite(number.doubleValue());
    }

    private static void assertSameAsPeer(@Nullable Object peer, Object ours) {
        if (ours instanceof Map<?, ?> map) {
            Map<?, ?> other = (Map<?, ?>) peer;
            assertEquals(other.keySet(), map.keySet());
            map.forEach((name, value) -> assertSameAsPeer(other.get(name), value));
        } else if (ours instanceof List<?> list) {
            List<?> other = (List<?>) peer;
            assertEquals(other.size(), list.size());
            for (int i = 0; i < list.size(); i++) {
                assertSameAsPeer(other.get(i), list.get(i));
            }
        } else if (ours instanceof Number number && !(peer instanceof Long)) {
            assertEquals(((Number) peer).doubleValue(), number.doubleValue());
        } else {
            assertEquals(peer, ours == JsonNull.NULL ? null : ours);
        }
    }
}
