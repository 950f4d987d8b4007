package io.orgauth.session;

import io.orgauth.http.HttpRequest;
import io.orgauth.identity.Session;
import io.orgauth.identity.User;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a request tells of the browser that sent it. Nothing of it is proven but the session. */
final class Browser {
    private static final int LONGEST_LIST = 200;

    private Browser() {}

    /** The languages that the browser prefers, best first; none if it says nothing that can be read. */
    static List<Locale> languages(HttpRequest request) {
        String list = request.headers().first("Accept-Language").orElse("");
        if (list.isBlank() || list.length() > LONGEST_LIST) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(list).stream()
                    .filter(range -> range.getWeight() > 0 && !range.getRange().startsWith("*"))
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** What the browser says it is, for its user's own list of sessions. */
    static String device(HttpRequest request) {
        return request.headers().first("User-Agent").orElse("");
    }

    static Optional<Session> session(SignInContext context, HttpRequest request) {
        return context.cookies().session(request).flatMap(context.sessions()::find);
    }

    static Optional<User> user(SignInContext context, HttpRequest request) {
        return session(context, request)
                .flatMap(session -> context.stores().users().find(session.user()));
    }
}
