package io.orgauth.sso;

import io.orgauth.http.BadRequestException;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the browser brought back from the identity provider: the parameters of its query, or of the form it posted. Nothing of it
 * is proven. Immutable and thread-safe.
 */
public final class Callback {
    private final String method;
    private final Map<String, String> parameters;
    private final Optional<String> rawQuery;

    private Callback(String method, Map<String, String> parameters, Optional<String> rawQuery) {
        this.method = method;
        this.parameters = Map.copyOf(parameters);
        this.rawQuery = rawQuery;
    }

    /**
     * The callback in this request.
     *
     * @param request a GET, whose query counts, or a POST of a form, whose body alone counts
     * @return the callback
     * @throws BadRequestException if the form is malformed or a parameter stands twice: two readers might take two values
     */
    public static Callback of(HttpRequest request) {
        boolean posted = request.method().equals("POST");
        Form form = posted ? request.form() : request.query();
        Map<String, String> parameters = new LinkedHashMap<>();
        form.names().forEach(name -> form.single(name).ifPresent(value -> parameters.put(name, value)));
        return new Callback(request.method(), parameters, posted ? Optional.empty() : request.rawQuery());
    }

    /**
     * A callback that was posted, for tests and for explaining one that was pasted.
     *
     * @param parameters its form
     * @return the callback
     */
    public static Callback posted(Map<String, String> parameters) {
        return new Callback("POST", parameters, Optional.empty());
    }

    /**
     * How it came.
     *
     * @return {@code GET} or {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * One parameter. Never log it.
     *
     * @param name its name
     * @return its value
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * The query exactly as it came, for signatures over its raw text.
     *
     * @return empty if it was posted
     */
    public Optional<String> rawQuery() {
        return rawQuery;
    }

    /**
     * Which pending login it says it belongs to ({@code RelayState} in SAML, {@code state} in OAuth). Untrusted.
     *
     * @return the handle, unless none or both came
     */
    public Optional<String> handle() {
        Optional<String> relayState = parameter("RelayState");
        Optional<String> state = parameter("state");
        return relayState.isPresent() && state.isPresent() ? Optional.empty() : relayState.or(() -> state);
    }

    /** The names only. */
    @Override
    public String toString() {
        return "Callback[" + method + " " + parameters.size() + " parameters]";
    }
}
