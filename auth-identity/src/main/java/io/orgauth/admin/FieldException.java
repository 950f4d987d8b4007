package io.orgauth.admin;

import io.orgauth.http.HttpResponse;
import io.orgauth.identity.IdentityReason;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.util.Optional;

/** A body that can't be read as the operation needs it. Names the member if it is one of ours: never what the caller wrote. */
final class FieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What can be wrong with a body. */
    enum Fault {
        MISSING("A member is missing"),
        UNKNOWN("The body has a member that is not known here"),
        MALFORMED("A member has not the type or form that it must have"),
        REPEATED("A member names a value twice"),
        EMPTY("The body changes nothing");

        private final String title;

        Fault(String title) {
            this.title = title;
        }
    }

    private final Fault fault;
    private final transient Optional<String> field;

    FieldException(Fault fault, Optional<String> field) {
        super(fault.title, null, false, false);
        this.fault = fault;
        this.field = field;
    }

    HttpResponse response() {
        JsonObject.Builder problem = JsonObject.builder()
                .put("title", fault.title)
                .put("status", 400)
                .put("code", IdentityReason.INVALID.code());
        field.ifPresent(name -> problem.put("field", name));
        return HttpResponse.of(400, "application/problem+json", Json.write(problem.build()))
                .with("Cache-Control", "no-store");
    }
}
