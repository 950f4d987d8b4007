package io.orgauth.servlet;

import io.orgauth.http.HttpRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * A form that had to be read for the decision. It travels as a request attribute, so that the filter of a later dispatch reads it
 * again and the application reads it at all. Immutable.
 */
final class SentForm {
    private static final String ATTRIBUTE = SentForm.class.getName();

    private final HttpRequest request;

    private SentForm(HttpRequest request) {
        this.request = request;
    }

    /** The form of this request, read now unless it was before. */
    static SentForm read(HttpServletRequest request, HttpRequest head) throws IOException {
        Optional<SentForm> before = in(request);
        if (before.isPresent()) {
            return before.get();
        }
        byte[] body = RequestBody.read(request, head, HttpRequest.MAX_BODY);
        SentForm form = new SentForm(RequestCopy.dispatch(request).body(body).build());
        request.setAttribute(ATTRIBUTE, form);
        return form;
    }

    /** The request as the application gets it: with the form to be read once more, if we have read it. */
    static HttpServletRequest unread(HttpServletRequest request) {
        boolean wrapped = request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(ReplayedForm.class);
        return wrapped
                ? request
                : in(request)
                        .<HttpServletRequest>map(form -> new ReplayedForm(request, form.request))
                        .orElse(request);
    }

    private static Optional<SentForm> in(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SentForm form ? Optional.of(form) : Optional.empty();
    }

    byte[] body() {
        return request.body();
    }
}
