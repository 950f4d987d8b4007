package io.orgauth.servlet;

import io.orgauth.Principal;
import io.orgauth.http.Decision;
import io.orgauth.http.Gate;
import io.orgauth.http.Headers;
import io.orgauth.http.HttpRequest;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * What a gate granted to one request, and for which target. It travels as a request attribute, since wrappers get lost
 * in asynchronous dispatches and error pages; only this package can make one, so whatever else sits in the attribute
 * counts for nothing. Immutable.
 */
final class Admission {
    private static final String ATTRIBUTE = Admission.class.getName();
    /** Begins no request line: a method has no space. */
    private static final String ERROR_PAGE = " error page ";

    private final Optional<Gate> gate;
    private final String target;
    private final Optional<Principal> principal;
    private final Headers headers;

    private Admission(Optional<Gate> gate, String target, Optional<Principal> principal, Headers headers) {
        this.gate = gate;
        this.target = target;
        this.principal = principal;
        this.headers = headers;
    }

    /** To the page that reports an error: it may be shown to everybody, and still knows a caller that was proven. */
    static Admission toErrorPage(HttpServletRequest request, Optional<Admission> earlier) {
        return new Admission(
                earlier.flatMap(admission -> admission.gate),
                errorPage(request),
                earlier.flatMap(Admission::principal),
                earlier.map(Admission::headers).orElse(Headers.none()));
    }

    /**
     * What the gate let in. An open path behind a protected one (a view that a servlet forwards to) keeps the caller that
     * this gate has proven.
     */
    static Admission of(Gate gate, HttpRequest request, Decision decision, Optional<Admission> earlier) {
        if (decision instanceof Decision.Admitted admitted) {
            return new Admission(
                    Optional.of(gate), line(request), Optional.of(admitted.principal()), admitted.headers());
        }
        if (decision instanceof Decision.Anonymous open) {
            Optional<Principal> proven =
                    earlier.filter(admission -> admission.isBy(gate)).flatMap(Admission::principal);
            return new Admission(Optional.of(gate), line(request), proven, open.headers());
        }
        throw new IllegalArgumentException("an answer admits nobody");
    }

    static Optional<Admission> in(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Admission admission
                ? Optional.of(admission)
                : Optional.empty();
    }

    void putInto(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static void restore(ServletRequest request, Optional<Admission> earlier) {
        request.setAttribute(ATTRIBUTE, earlier.orElse(null));
    }

    /** Whether this gate has decided on this very method and target: another target has rules of its own. */
    boolean covers(Gate gate, HttpRequest request) {
        return isBy(gate) && target.equals(line(request));
    }

    /** Whether this is about the error page now shown, and not about where that page forwards or includes. */
    boolean allowsErrorPage(HttpServletRequest request) {
        return !target.startsWith(ERROR_PAGE) || target.equals(errorPage(request));
    }

    private static String errorPage(HttpServletRequest request) {
        return ERROR_PAGE + request.getRequestURI();
    }

    private boolean isBy(Gate other) {
        return gate.filter(own -> own == other).isPresent();
    }

    private static String line(HttpRequest request) {
        return request.method() + " " + request.target();
    }

    Admission withoutPrincipal() {
        return new Admission(gate, target, Optional.empty(), headers);
    }

    Optional<Principal> principal() {
        return principal;
    }

    Headers headers() {
        return headers;
    }
}
