package io.orgauth.http;

import io.orgauth.AccessReason;
import io.orgauth.AuthUnavailableException;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Permission;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;

/**
 * Turns what was thrown into what the client sees, one constant for each class of refusal, and writes the one line that
 * says why. Immutable.
 */
final class Refusals {
    private final Logger log;
    private final String metadata;

    /** The metadata is where a client learns which issuer to ask for a token (RFC 9728, 5.1). */
    Refusals(Logger log, Optional<String> resourceMetadata) {
        this.log = log;
        this.metadata =
                resourceMetadata.map(uri -> "resource_metadata=\"" + uri + "\"").orElse("");
    }

    /** It never throws: a logger that fails must not open the gate. */
    Decision.Answer of(HttpRequest request, Throwable thrown) {
        try {
            return answer(request, thrown);
        } catch (Throwable alsoThrown) {
            return failure(UUID.randomUUID());
        }
    }

    private Decision.Answer answer(HttpRequest request, Throwable thrown) {
        if (thrown instanceof BadRequestException bad) {
            return refuse(request, bad.reason(), bad, badRequest());
        }
        if (thrown instanceof InvalidCredentialException invalid) {
            return refuse(request, invalid.reason(), invalid, unauthenticated(invalid.reason()));
        }
        if (thrown instanceof PermissionDeniedException denied) {
            return refuse(request, denied.reason(), denied, forbidden());
        }
        if (thrown instanceof AuthUnavailableException unavailable) {
            return unavailable(request, unavailable);
        }
        return failed(request, thrown);
    }

    private Decision.Answer refuse(HttpRequest request, Reason reason, Throwable why, HttpResponse response) {
        log.debug("refused {} by {} ({})", LogText.line(request), reason.code(), LogText.message(why));
        return new Decision.Answer(response, Optional.of(reason));
    }

    private static HttpResponse badRequest() {
        return HttpResponse.problem(400, "The request is malformed", "invalid_request");
    }

    /** Who presented nothing is told how to ask, but not that anything is wrong (RFC 6750, 3.1). */
    private HttpResponse unauthenticated(Reason reason) {
        if (reason == GateReason.CREDENTIAL_MISSING || reason == GateReason.SCHEME_NOT_SUPPORTED) {
            return HttpResponse.problem(401, "A bearer token is required", "unauthenticated")
                    .with("WWW-Authenticate", challenge(""));
        }
        return HttpResponse.problem(401, "The credential is not accepted", "invalid_token")
                .with("WWW-Authenticate", challenge("error=\"invalid_token\""));
    }

    private static HttpResponse forbidden() {
        return HttpResponse.problem(403, "The request is not permitted", "forbidden");
    }

    private Decision.Answer unavailable(HttpRequest request, AuthUnavailableException thrown) {
        Optional<Duration> wait = thrown.retryAfter();
        return wait.isPresent()
                ? refuse(request, thrown.reason(), thrown, tooMany(wait.get()))
                : outage(request, thrown);
    }

    /** RFC 6585, 4. Whole seconds, rounded up: whoever comes again in time is not too early. */
    private static HttpResponse tooMany(Duration wait) {
        return HttpResponse.problem(429, "Too many requests", "too_many_requests")
                .with("Retry-After", Long.toString(wait.plusNanos(999_999_999).toSeconds()));
    }

    private Decision.Answer outage(HttpRequest request, AuthUnavailableException thrown) {
        String reason = thrown.reason().code();
        String cause = LogText.failure(thrown);
        log.warn("unavailable {} by {} ({}) {}", LogText.line(request), reason, LogText.message(thrown), cause);
        HttpResponse response = HttpResponse.problem(503, "Try again later", "temporarily_unavailable")
                .with("Retry-After", "5");
        return new Decision.Answer(response, Optional.of(thrown.reason()));
    }

    private Decision.Answer failed(HttpRequest request, Throwable thrown) {
        UUID trace = UUID.randomUUID();
        log.warn("failed {} trace {} {}", LogText.line(request), trace, LogText.failure(thrown));
        return failure(trace);
    }

    private static Decision.Answer failure(UUID trace) {
        HttpResponse response = HttpResponse.problem(500, "Internal error", "internal_error", "urn:uuid:" + trace);
        return new Decision.Answer(response, Optional.of(GateReason.INTERNAL_FAILURE));
    }

    /** The caller is proven, but lacks this permission (RFC 6750, 3.1). */
    Decision.Answer insufficientScope(HttpRequest request, Permission required) {
        PermissionDeniedException why =
                new PermissionDeniedException(AccessReason.PERMISSION_MISSING, "expected permission " + required);
        HttpResponse response = HttpResponse.problem(403, "The permission is not granted", "insufficient_scope")
                .with("WWW-Authenticate", challenge("error=\"insufficient_scope\", scope=\"" + required + "\""));
        return refuse(request, why.reason(), why, response);
    }

    /** Not one of the methods that applications have (RFC 9110, 15.5.6). */
    Decision.Answer methodRefused(HttpRequest request) {
        BadRequestException why = new BadRequestException(GateReason.METHOD_REFUSED, "no application needs the method");
        HttpResponse response = HttpResponse.problem(405, "The method is not allowed", "method_not_allowed")
                .with("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        return refuse(request, why.reason(), why, response);
    }

    /** A preflight that is refused says no more than that (WHATWG Fetch, 3.3). */
    Decision.Answer preflightRefused(HttpRequest request) {
        BadRequestException why = new BadRequestException(GateReason.PREFLIGHT_REFUSED, "origin or method not allowed");
        return refuse(request, why.reason(), why, forbidden());
    }

    private String challenge(String parameters) {
        String separator = parameters.isEmpty() || metadata.isEmpty() ? "" : ", ";
        return ("Bearer " + parameters + separator + metadata).strip();
    }
}
