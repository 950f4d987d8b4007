package io.orgauth.examples.server;

import io.orgauth.identity.Mail;
import io.orgauth.identity.Mailer;
import java.io.PrintStream;
import java.util.Map;

/** The demo's post office: what a person would get by e-mail is printed, to whoever started the demo. */
final class LinkPrinter implements Mailer {
    private static final Map<Mail.Purpose, String> PAGES =
            Map.of(Mail.Purpose.INVITATION, "/accept-invitation", Mail.Purpose.PASSWORD_RESET, "/reset-password");

    private final String issuer;
    private final PrintStream out;

    LinkPrinter(String issuer, PrintStream out) {
        this.issuer = issuer;
        this.out = out;
    }

    @Override
    public void send(Mail mail) {
        out.println("Mail to " + mail.to().value() + ", " + text(mail));
    }

    private String text(Mail mail) {
        return PAGES.containsKey(mail.purpose())
                ? "works once and for an hour: " + issuer + PAGES.get(mail.purpose()) + "?token=" + mail.secret()
                : "a notice: " + mail.purpose();
    }
}
