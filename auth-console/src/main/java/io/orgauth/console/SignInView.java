package io.orgauth.console;

import io.orgauth.session.Pages.Choice;
import io.orgauth.session.Pages.OrganizationPage;
import io.orgauth.session.Pages.ProceedPage;
import io.orgauth.session.Pages.SignInPage;

/** The steps of a sign-in. */
final class SignInView {
    private SignInView() {}

    static Html signIn(Language language, SignInPage page) {
        Html fields = page.password() ? passwordStep(language, page) : emailStep(language, page);
        Html choices = Html.all(
                page.choices().stream().map(choice -> choice(language, choice)).toList());
        return Html.of(
                "{}{}{}",
                Forms.problem(language, page.problem()),
                Forms.form(page.form(), Html.of("{}{}", fields, choices)),
                page.password() ? otherwise(language, page) : Html.NONE);
    }

    private static Html emailStep(Language language, SignInPage page) {
        return Html.of(
                "{}{}",
                Forms.email(language, page.email().orElse("")),
                Forms.button("sign-in", "step", "email", language.text("sign_in.next")));
    }

    private static Html passwordStep(Language language, SignInPage page) {
        return Html.of(
                "{}{}{}",
                Forms.fixedEmail(language, page.email().orElse("")),
                Forms.password(language),
                Forms.button("sign-in", "step", "password", language.text("sign_in.button")));
    }

    private static Html otherwise(Language language, SignInPage page) {
        String restart = page.form().action();
        return Html.of(
                "{}{}",
                Forms.link(
                        "forgot-password",
                        Location.path(page.forgotPassword()),
                        language.text("sign_in.forgot_password")),
                Forms.link("other-address", Location.path(restart), language.text("sign_in.other_address")));
    }

    private static Html choice(Language language, Choice choice) {
        return Forms.otherButton(
                "connection-" + choice.connection(),
                "connection",
                choice.connection(),
                language.text("sign_in.with", choice.name()));
    }

    static Html chooseOrganization(OrganizationPage page) {
        Html buttons = Html.all(page.organizations().stream()
                .map(entry -> Forms.button(
                        "organization-" + entry.id().value(),
                        "organization",
                        entry.id().value(),
                        entry.name()))
                .toList());
        return Forms.form(page.form(), buttons);
    }

    /** Its button has no name, as the fields are another site's. */
    static Html proceed(Language language, ProceedPage page) {
        Html button = Html.of(
                "<button type=\"submit\" id=\"continue\" autofocus>{}</button>\n", language.text("proceed.button"));
        return Html.of(
                "{}{}",
                Forms.paragraph(language.text("proceed.to", page.action().getHost())),
                Forms.form(Location.site(page.action()), page.fields(), button));
    }
}
