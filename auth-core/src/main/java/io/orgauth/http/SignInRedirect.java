package io.orgauth.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Leads people to the sign-in page, and programs never: those are told 401. Immutable.
 *
 * @param path of the sign-in page as browsers see it
 */
record SignInRedirect(String path) {
    /** What comes back from the sign-in must fit where it is kept. */
    private static final int LONGEST_RETURN = 2048;

    SignInRedirect {
        if (!path.matches("/([A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*)?")) {
            throw new IllegalArgumentException(
                    "sign-in path must be an absolute path without query, such as /auth/sign-in");
        }
    }

    /** The answer for somebody who has opened a page; empty for whatever else asked, and for the sign-in page itself. */
    Optional<HttpResponse> of(HttpRequest request) {
        boolean leads = request.method().equals("GET")
                && !request.headers().contains("Authorization")
                && isNavigation(request.headers())
                && !Target.parse(request.target()).path().equals(path);
        return leads ? Optional.of(HttpResponse.redirect(path + returnTo(request.target()))) : Optional.empty();
    }

    /** Browsers without Fetch Metadata are known by what they accept. */
    private static boolean isNavigation(Headers headers) {
        List<String> modes = headers.all("Sec-Fetch-Mode");
        return modes.isEmpty()
                ? headers.all("Accept").stream()
                        .anyMatch(types -> types.toLowerCase(Locale.ROOT).contains("text/html"))
                : modes.equals(List.of("navigate"));
    }

    private static String returnTo(String target) {
        boolean fits = target.startsWith("/") && target.length() <= LONGEST_RETURN;
        return fits ? "?return_to=" + URLEncoder.encode(target, StandardCharsets.UTF_8) : "";
    }
}
