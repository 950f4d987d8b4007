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
        String link = issuer + PAGES.get(mail.purpose()) + "?token=" + mail.secret();
        out.println("Mail to " + mail.to().value() + ", works once and for an hour: " + link);
    }
}
