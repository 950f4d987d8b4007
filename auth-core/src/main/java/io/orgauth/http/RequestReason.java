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
    /** The target has no path, or a fragment. */
    TARGET_MALFORMED,
    /** The target names another host than the {@code Host} header. */
    TARGET_HOST_DIFFERS,
    /** The path has a raw control, non-ASCII or space character, or a backslash. */
    PATH_CHARACTER_REFUSED,
    /** The path has parameters ({@code ;}), which one parser cuts off and the next does not. */
    PATH_PARAMETERS_REFUSED,
    /** The path has an empty segment ({@code //}), or a segment {@code .} or {@code ..}. */
    PATH_NOT_NORMAL,
    /** The path has an incomplete percent-encoding. */
    PATH_ESCAPE_MALFORMED,
    /** The path encodes a character that means something else once decoded: {@code . / \ % ;} or a control character. */
    PATH_ESCAPE_REFUSED,
    /** The decoded path is no UTF-8. */
    PATH_NOT_UTF_8,
    /** The body is longer than {@link HttpRequest#MAX_BODY}. */
    BODY_TOO_LARGE,
    /** The content type is not the expected one. */
    CONTENT_TYPE_UNEXPECTED,
    /** The body is no JSON object that our reader accepts. */
    JSON_MALFORMED,
    /** A form or query has a broken escape, invalid UTF-8, or an illegal character. */
    FORM_MALFORMED,
    /** A form or query has too many parameters, or too long a name. */
    FORM_TOO_LARGE,
    /** A parameter that must stand alone stands twice. */
    PARAMETER_REPEATED,
    /** A parameter that must be there is missing or empty. */
    PARAMETER_MISSING;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
