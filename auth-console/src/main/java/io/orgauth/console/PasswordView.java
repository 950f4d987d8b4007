package io.orgauth.console;

import io.orgauth.session.Pages.ForgotPasswordPage;
import io.orgauth.session.Pages.ResetPasswordPage;

/** A new password in place of a forgotten one. */
final class PasswordView {
    private PasswordView() {}

    static Html forgot(Language language, ForgotPasswordPage page) {
        if (page.sent()) {
            return Html.of("<p id=\"sent\" role=\"status\">{}</p>\n", language.text("forgot_password.sent"));
        }
        Html fields = Html.of(
                "{}{}",
                Forms.email(language, ""),
                Forms.button("send-link", "step", "link", language.text("forgot_password.button")));
        return Html.of("{}{}", Forms.paragraph(language.text("forgot_password.text")), Forms.form(page.form(), fields));
    }

    static Html reset(Language language, ResetPasswordPage page) {
        Html fields = Html.of(
                "{}{}",
                Forms.newPassword(language),
                Forms.button("reset-password", "step", "password", language.text("reset_password.button")));
        return Html.of("{}{}", Forms.problem(language, page.problem()), Forms.form(page.form(), fields));
    }
}
