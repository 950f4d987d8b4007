package io.orgauth.http;

import io.orgauth.Principal;
import io.orgauth.Reason;
import java.util.Optional;

/** What a {@link Gate} decided on one request: let it in, let it in without a caller, or answer it. Immutable. */
public sealed interface Decision {
    /**
     * The caller is proven and may do this: call the application, then add the headers to its response.
     *
     * @param principal the caller
     * @param headers to add to whatever the application answers (CORS, {@code Vary})
     */
    record Admitted(Principal principal, Headers headers) implements Decision {}

    /**
     * The path is open to everybody; whatever credential came was not looked at.
     *
     * @param headers to add to whatever the application answers (CORS, {@code Vary})
     */
    record Anonymous(Headers headers) implements Decision {}

    /**
     * The application must not be called: send this.
     *
     * @param response the refusal, or the answer to a preflight; a constant for its class of refusal
     * @param reason why it is a refusal, for metrics and tests; it must not reach the client. Empty for a preflight
     */
    record Answer(HttpResponse response, Optional<Reason> reason) implements Decision {}
}
