package io.orgauth.examples.server;

import io.orgauth.Authenticator;
import io.orgauth.json.JsonObject;
import java.util.List;

/** How a data plane judges its callers, and how that is doing. */
interface Callers extends AutoCloseable {
    /** One for each kind of credential that is accepted. */
    List<Authenticator<?>> authenticators();

    /** What {@code /health} says of it. */
    void describe(JsonObject.Builder health);

    @Override
    void close();
}
