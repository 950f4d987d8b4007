package io.orgauth.console;

import io.orgauth.session.Pages.FailurePage;

/** The one page for every failure: what happened, what to tell an administrator, a way back. */
final class FailureView {
    private FailureView() {}

    static Html of(Language language, FailurePage page) {
        Html trace = Html.optional(page.trace()
                .map(id -> Html.of(
                        "<p class=\"hint\">{} <code id=\"trace\">{}</code></p>\n",
                        language.text("failure.trace"),
                        id)));
        return Html.of(
                "<p id=\"failure\" role=\"alert\">{}</p>\n{}{}",
                language.reason("failure", page.code()),
                trace,
                Forms.link("back", Location.path(page.back()), language.text("failure.back")));
    }
}
