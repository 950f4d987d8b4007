package io.orgauth.console;

import io.orgauth.session.Pages.SignOutPage;
import io.orgauth.session.Pages.SignedOutPage;

/** Signing out, and what is left after it. */
final class SignOutView {
    private SignOutView() {}

    static Html signOut(Language language, SignOutPage page) {
        Html buttons = Html.of(
                "{}{}",
                Forms.button("sign-out", "everywhere", "false", language.text("sign_out.here")),
                Forms.otherButton("sign-out-everywhere", "everywhere", "true", language.text("sign_out.everywhere")));
        return Forms.form(page.form(), buttons);
    }

    static Html signedOut(Language language, SignedOutPage page) {
        return Html.of(
                "{}{}",
                Forms.paragraph(language.text("signed_out.text")),
                Forms.link("sign-in", Location.path(page.signIn()), language.text("sign_in.again")));
    }
}
