package io.orgauth.console;

import io.orgauth.session.Pages.InvitationPage;
import java.util.Optional;

/** An invitation: each way to accept it is a form of its own, so that the Enter key never means another one. */
final class InvitationView {
    private InvitationView() {}

    static Html of(Language language, InvitationPage page) {
        Optional<Html> signedIn = page.signedIn().map(email -> accept(language, page, email));
        Optional<Html> join = Optional.of(page).filter(InvitationPage::mayJoin).map(asked -> join(language, asked));
        return Html.of(
                "{}{}{}{}{}",
                Forms.problem(language, page.problem()),
                Forms.paragraph(language.text("invitation.text", page.organization(), page.email())),
                Html.optional(signedIn),
                Html.optional(join),
                signIn(language, page));
    }

    private static Html accept(Language language, InvitationPage page, String email) {
        return Forms.form(
                page.form(),
                Forms.button("accept", "accept", "signed-in", language.text("invitation.accept_as", email)));
    }

    private static Html join(Language language, InvitationPage page) {
        return Forms.form(
                page.form(),
                Html.of(
                        "{}{}{}",
                        Forms.fixedEmail(language, page.email()),
                        Forms.newPassword(language),
                        Forms.button("accept-join", "accept", "join", language.text("invitation.join"))));
    }

    private static Html signIn(Language language, InvitationPage page) {
        String text = page.signedIn().isPresent() ? "invitation.sign_in_as_another" : "invitation.sign_in";
        return Forms.form(page.form(), Forms.otherButton("accept-sign-in", "accept", "sign-in", language.text(text)));
    }
}
