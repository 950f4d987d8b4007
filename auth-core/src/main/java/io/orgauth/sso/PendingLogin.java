package io.orgauth.sso;

import io.orgauth.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a connection must know again when the browser comes back: request id, nonce, PKCE verifier. Some of it is secret, so it is
 * kept sealed, or in a session on the server, bound to the browser, and used once.
 *
 * <p>Immutable and thread-safe.
 */
public final class PendingLogin {
    private final String handle;
    private final String connection;
    private final String returnTo;
    private final Instant expires;
    private final Map<String, String> values;

    /**
     * A pending login, made by a connection.
     *
     * @param handle random, the only part that the identity provider sees: {@code RelayState} or {@code state}
     * @param connection the connection's id
     * @param returnTo the path to go on to afterwards
     * @param expires when it is too old, at most 10 minutes after it began
     * @param values what the protocol needs
     */
    public PendingLogin(
            String handle, String connection, String returnTo, Instant expires, Map<String, String> values) {
        this.handle = handle;
        this.connection = connection;
        this.returnTo = returnTo;
        this.expires = expires;
        this.values = Map.copyOf(values);
    }

    /**
     * What comes back as {@code RelayState} or {@code state}.
     *
     * @return at least 128 random bits as text
     */
    public String handle() {
        return handle;
    }

    /**
     * The connection that began it, and the only one that may end it.
     *
     * @return its id
     */
    public String connection() {
        return connection;
    }

    /**
     * The path to go on to.
     *
     * @return as it was given
     */
    public String returnTo() {
        return returnTo;
    }

    /**
     * When it is too old.
     *
     * @return the time
     */
    public Instant expires() {
        return expires;
    }

    /**
     * What the protocol needs.
     *
     * @param name for example {@code nonce}
     * @return the value, if there is one
     */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * All of it, to be sealed and kept.
     *
     * @return an object for {@link #of(JsonObject)}; it holds secrets
     */
    public JsonObject toJson() {
        JsonObject.Builder inner = JsonObject.builder();
        new TreeMap<>(values).forEach(inner::put);
        return JsonObject.builder()
                .put("handle", handle)
                .put("connection", connection)
                .put("return_to", returnTo)
                .put("expires", expires.toEpochMilli())
                .put("values", inner.build())
                .build();
    }

    /**
     * What was kept.
     *
     * @param json what {@link #toJson()} gave
     * @return the pending login
     * @throws IllegalArgumentException if it is something else
     */
    public static PendingLogin of(JsonObject json) {
        JsonObject inner = json.object("values").orElseThrow(PendingLogin::unreadable);
        Map<String, String> values = new TreeMap<>();
        inner.names().forEach(name -> values.put(name, inner.string(name).orElseThrow(PendingLogin::unreadable)));
        return new PendingLogin(
                json.string("handle").orElseThrow(PendingLogin::unreadable),
                json.string("connection").orElseThrow(PendingLogin::unreadable),
                json.string("return_to").orElseThrow(PendingLogin::unreadable),
                Instant.ofEpochMilli(json.longValue("expires").orElseThrow(PendingLogin::unreadable)),
                values);
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("this is no pending login");
    }

    /** Nothing but the connection: the rest is secret. */
    @Override
    public String toString() {
        return "PendingLogin[" + connection + "]";
    }
}
