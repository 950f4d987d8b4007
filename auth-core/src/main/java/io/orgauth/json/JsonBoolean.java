package io.orgauth.json;

/** A JSON true or false. */
public enum JsonBoolean implements JsonValue {
    /** The JSON false. */
    FALSE,
    /** The JSON true. */
    TRUE;

    /**
     * The JSON value of a boolean.
     *
     * @param value the boolean
     * @return {@link #TRUE} or {@link #FALSE}
     */
    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /**
     * The boolean itself.
     *
     * @return whether this is {@link #TRUE}
     */
    public boolean value() {
        return this == TRUE;
    }

    @Override
    public Type type() {
        return Type.BOOLEAN;
    }

    @Override
    public Boolean toJava() {
        return value();
    }
}
