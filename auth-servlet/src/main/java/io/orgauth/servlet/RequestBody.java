package io.orgauth.servlet;

import io.orgauth.http.BadRequestException;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.RequestReason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;

/** The bytes of a body, never more than asked for, whatever its length is said to be. */
final class RequestBody {
    private static final String FORM = "application/x-www-form-urlencoded";

    private RequestBody() {}

    static byte[] read(HttpServletRequest request, HttpRequest head, int most) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        byte[] body = request.getInputStream().readNBytes(most + 1);
        byte[] whole = body.length == 0 && isForm(request) ? rebuilt(request, head) : body;
        if (whole.length > most) {
            throw tooLarge(most);
        }
        return whole;
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = Objects.requireNonNullElse(request.getContentType(), "");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM);
    }

    /** Who asked for a parameter before us has eaten the body; it is what the parameters hold beyond the query's. */
    private static byte[] rebuilt(HttpServletRequest request, HttpRequest head) {
        StringJoiner form = new StringJoiner("&");
        request.getParameterMap().forEach((name, values) -> {
            int inQuery = head.query().all(name).size();
            // The query's come first (Servlet 6.0, 3.1).
            Arrays.stream(values).skip(inQuery).forEach(value -> form.add(encoded(name) + "=" + encoded(value)));
        });
        return form.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static BadRequestException tooLarge(int most) {
        return new BadRequestException(RequestReason.BODY_TOO_LARGE, "body is longer than " + most + " bytes");
    }
}
