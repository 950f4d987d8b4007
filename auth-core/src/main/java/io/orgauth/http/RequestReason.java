package io.orgauth.http;

import io.orgauth.Reason;
import java.util.Locale;

/** Why a request can't be read in one certain way: always HTTP 400. */
public enum RequestReason implements Reason {
    /** The method is no token. */
    METHOD_MALFORMED,
    /** A header has a name that is no token, or a control character in its value. */
    HEADER_MALFORMED,
    /** A header that must stand alone stands twice. */
    HEADER_REPEATED,
    /** The target is not below the mount, so its path within the application is unknown. */
    TARGET_OUTSIDE_MOUNT,
    /** The body is longer than {@link HttpRequest#MAX_BODY}. */
    BODY_TOO_LARGE,
    /** The content type is not exactly that of a form. */
    FORM_TYPE_EXPECTED,
    /** A form or query has a broken escape, invalid UTF-8, or an illegal character. */
    FORM_MALFORMED,
    /** A form or query has too many parameters, or too long ones. */
    FORM_TOO_LARGE,
    /** A parameter that must stand alone stands twice. */
    PARAMETER_REPEATED;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
