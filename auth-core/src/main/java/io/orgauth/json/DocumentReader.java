package io.orgauth.json;

import io.orgauth.json.JsonException.Problem;
import java.util.ArrayList;
import java.util.List;

/** Reads one document in one pass; the calls nest no deeper than {@link JsonLimits#maxDepth}. */
final class DocumentReader {
    private final Source source;
    private final TextReader text;
    private final NumberReader numbers;
    private int members;

    private DocumentReader(Source source) {
        this.source = source;
        this.text = new TextReader(source);
        this.numbers = new NumberReader(source);
    }

    static JsonValue read(byte[] bytes, int from, int to, JsonLimits limits) {
        Source source = new Source(bytes, from, to, limits);
        if (to - from > limits.maxBytes()) {
            throw source.refusal(Problem.TOO_LARGE);
        }
        return new DocumentReader(source).document();
    }

    private JsonValue document() {
        refuseByteOrderMark();
        source.skipSpace();
        JsonValue value = value(0);
        source.skipSpace();
        if (source.peek() != Source.END) {
            throw source.refusal(Problem.TRAILING_DATA);
        }
        return value;
    }

    private void refuseByteOrderMark() {
        int start = source.position();
        if (source.take('\u00ef') && source.take('\u00bb') && source.take('\u00bf')) {
            throw source.refusalAt(start, Problem.BYTE_ORDER_MARK);
        }
        source.moveTo(start);
    }

    private JsonValue value(int depth) {
        return switch (source.peek()) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> JsonString.trusted(text.read());
            case 't' -> literal("true", JsonBoolean.TRUE);
            case 'f' -> literal("false", JsonBoolean.FALSE);
            case 'n' -> literal("null", JsonNull.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numbers.read();
            default -> throw source.unexpected();
        };
    }

    private JsonObject object(int depth) {
        open('{', depth);
        Members read = new Members();
        if (!source.take('}')) {
            do {
                member(read, depth);
            } while (another('}'));
        }
        return new JsonObject(read);
    }

    private void member(Members read, int depth) {
        count();
        source.skipSpace();
        int start = source.position();
        String name = text.read();
        source.skipSpace();
        source.require(':');
        source.skipSpace();
        if (!read.add(name, value(depth))) {
            throw source.refusalAt(start, Problem.DUPLICATE_NAME);
        }
    }

    private JsonArray array(int depth) {
        open('[', depth);
        List<JsonValue> read = new ArrayList<>();
        if (!source.take(']')) {
            do {
                count();
                source.skipSpace();
                read.add(value(depth));
            } while (another(']'));
        }
        return JsonArray.of(read);
    }

    private void open(char bracket, int depth) {
        if (depth > source.limits().maxDepth()) {
            throw source.refusal(Problem.TOO_DEEP);
        }
        source.require(bracket);
        source.skipSpace();
    }

    /** Whether a comma promises another member; else the container must end here. */
    private boolean another(char close) {
        source.skipSpace();
        if (source.take(',')) {
            return true;
        }
        source.require(close);
        return false;
    }

    private void count() {
        members++;
        if (members > source.limits().maxMembers()) {
            throw source.refusal(Problem.TOO_MANY_MEMBERS);
        }
    }

    private JsonValue literal(String word, JsonValue value) {
        for (int i = 0; i < word.length(); i++) {
            source.require(word.charAt(i));
        }
        return value;
    }
}
