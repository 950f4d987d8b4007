package io.orgauth.json;

/** The JSON null, which is a value and not an absence. */
public enum JsonNull implements JsonValue {
    /** The only one. */
    NULL;

    @Override
    public Type type() {
        return Type.NULL;
    }

    @Override
    public JsonNull toJava() {
        return this;
    }
}
