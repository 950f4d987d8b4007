package io.orgauth.admin;

import io.orgauth.PermissionDeniedException;
import io.orgauth.apikey.ApiKeyChangeReason;
import io.orgauth.apikey.ApiKeyException;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.HttpResponse;
import io.orgauth.http.RequestReason;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;

/** Refusals as problem JSON (RFC 9457): the code is the reason's, the text a constant of it. */
final class Problems {
    private Problems() {}

    /** The problem for a refusal; whatever is no refusal goes on to where it becomes a 500. */
    static HttpResponse of(RuntimeException thrown) {
        if (thrown instanceof IdentityException refused) {
            return of(refused.reason());
        }
        if (thrown instanceof ApiKeyException refused) {
            return of(refused.reason());
        }
        if (thrown instanceof FieldException bad) {
            return bad.response();
        }
        if (thrown instanceof PermissionDeniedException denied) {
            return HttpResponse.problem(
                    403, "The request is not permitted", denied.reason().code());
        }
        if (thrown instanceof BadRequestException bad && bad.reason() == RequestReason.CONTENT_TYPE_UNEXPECTED) {
            return HttpResponse.problem(415, "The body must be application/json", "unsupported_media_type");
        }
        throw thrown;
    }

    private static HttpResponse of(IdentityReason reason) {
        return HttpResponse.problem(status(reason), title(reason), reason.code());
    }

    /** What is wrong with keys as with anything else has the same code; two things are wrong with keys only. */
    private static HttpResponse of(ApiKeyChangeReason reason) {
        return switch (reason) {
            case API_KEY_NOT_FOUND -> of(IdentityReason.NOT_FOUND);
            case API_KEY_CHANGED_MEANWHILE -> of(IdentityReason.CHANGED_MEANWHILE);
            case API_KEY_INVALID -> of(IdentityReason.INVALID);
            case API_KEY_DEAD -> HttpResponse.problem(409, "The key is expired or deactivated", reason.code());
            case API_KEY_WOULD_WIDEN ->
                HttpResponse.problem(400, "The key would be good for more than before", reason.code());
        };
    }

    private static int status(IdentityReason reason) {
        return switch (reason) {
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, CHANGED_MEANWHILE, LAST_OWNER, CONNECTION_NOT_TESTED, BREAK_GLASS_MISSING -> 409;
            case TOO_MANY_ATTEMPTS -> 429;
            case EXCEEDS_OWN_RIGHTS, OWNERS_ONLY, RIGHTS_CHANGED, RECENT_SIGN_IN_REQUIRED -> 403;
            case INVALID, LINK_NOT_VALID, PASSWORD_NOT_ACCEPTABLE, SIGN_IN_FAILED -> 400;
        };
    }

    private static String title(IdentityReason reason) {
        return switch (reason) {
            case NOT_FOUND -> "There is no such thing";
            case ALREADY_EXISTS -> "It is there already";
            case CHANGED_MEANWHILE -> "It was changed meanwhile, read it again";
            case LAST_OWNER -> "The last owner stays";
            case CONNECTION_NOT_TESTED -> "Sign in by the connection in a test first";
            case BREAK_GLASS_MISSING -> "Give an owner a break-glass secret first";
            case TOO_MANY_ATTEMPTS -> "Try again later";
            case EXCEEDS_OWN_RIGHTS, OWNERS_ONLY, RIGHTS_CHANGED, RECENT_SIGN_IN_REQUIRED ->
                "The request is not permitted";
            case INVALID, LINK_NOT_VALID, PASSWORD_NOT_ACCEPTABLE, SIGN_IN_FAILED -> "A value can't be accepted";
        };
    }
}
