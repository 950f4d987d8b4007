package io.orgauth.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random values, and random spellings of them, from a seed: a failing seed is the whole report. */
final class RandomJson {
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t", "\r", "  "};
    private static final int[] CODE_POINTS = {
        0, 8, 9, 10, 12, 13, 31, ' ', '"', '/', '\\', '<', 'a', 'z', 0x7f, 0x80, 0xe9, 0x7ff, 0x800, 0x2028, 0xd7ff,
        0xe000, 0xfeff, 0xffff, 0x10000, 0x1f600, 0x10ffff
    };

    private final Random random;

    RandomJson(long seed) {
        this.random = new Random(seed);
    }

    /** An object, at most five deep. */
    JsonObject object() {
        return object(5);
    }

    /** The value with random white space, escapes and order of nothing: it stands for an equal value. */
    String spelled(JsonValue value) {
        return space() + bare(value) + space();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private JsonObject object(int depth) {
        JsonObject.Builder builder = JsonObject.builder();
        int size = random.nextInt(random.nextInt(20) + 1);
        for (int i = 0; i < size; i++) {
            builder.put(i + string(), value(depth - 1));
        }
        return builder.build();
    }

    private JsonValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> JsonNull.NULL;
            case 1 -> JsonBoolean.of(random.nextBoolean());
            case 2 -> JsonNumber.of(random.nextLong() >> random.nextInt(64));
            case 3 -> decimal();
            case 4, 5 -> JsonString.of(string());
            case 6 -> array(depth);
            default -> object(depth);
        };
    }

    private JsonNumber decimal() {
        BigInteger digits = new BigInteger(random.nextInt(50), random);
        BigDecimal value = new BigDecimal(digits, random.nextInt(10) - 2);
        return JsonNumber.of(random.nextBoolean() ? value : value.negate());
    }

    private JsonArray array(int depth) {
        List<JsonValue> values = new ArrayList<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            values.add(value(depth - 1));
        }
        return JsonArray.of(values);
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(random.nextInt(20) + 1);
        for (int i = 0; i < length; i++) {
            int ascii = 'a' + random.nextInt(26);
            text.appendCodePoint(random.nextInt(3) > 0 ? ascii : CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }

    private String bare(JsonValue value) {
        if (value instanceof JsonObject object) {
            List<String> members = new ArrayList<>();
            for (String name : object.names()) {
                members.add(space()
                        + quoted(name)
                        + space()
                        + ':'
                        + spelled(object.value(name).orElseThrow()));
            }
            return '{' + String.join(",", members) + (members.isEmpty() ? space() : "") + '}';
        }
        if (value instanceof JsonArray array) {
            List<String> elements = array.values().stream().map(this::spelled).toList();
            return '[' + String.join(",", elements) + (elements.isEmpty() ? space() : "") + ']';
        }
        return value instanceof JsonString string ? quoted(string.value()) : Json.text(value);
    }

    private String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(character(c)));
        return quoted.append('"').toString();
    }

    private String character(int codePoint) {
        String raw = Character.toString(codePoint);
        boolean mustEscape = codePoint < ' ' || codePoint == '"' || codePoint == '\\';
        if (!mustEscape && random.nextInt(4) > 0) {
            return raw;
        }
        StringBuilder escaped = new StringBuilder();
        raw.chars().forEach(c -> escaped.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", c)));
        return escaped.toString();
    }

    private String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }
}
