package io.orgauth.examples.smtp;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;

/** Where mail is handed in. Its links are passwords for an hour, so they cross a network by TLS or not at all. */
final class SmtpServer {
    private static final String TIMEOUT_MILLIS = "10000";

    private final Session session;

    private SmtpServer(Session session) {
        this.session = session;
    }

    /** A submission server (RFC 6409), which must offer STARTTLS and prove its name. */
    static SmtpServer submission(String host, int port, String user, String password) {
        Properties settings = settings(host, port);
        settings.put("mail.smtp.auth", "true");
        settings.put("mail.smtp.starttls.enable", "true");
        settings.put("mail.smtp.starttls.required", "true");
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        return new SmtpServer(Session.getInstance(settings, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, password);
            }
        }));
    }

    /** A relay on this machine, without TLS. */
    static SmtpServer local(int port) {
        return new SmtpServer(Session.getInstance(settings("localhost", port)));
    }

    /** Jakarta Mail waits for ever unless it is told otherwise. */
    private static Properties settings(String host, int port) {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", host);
        settings.put("mail.smtp.port", Integer.toString(port));
        settings.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        settings.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        settings.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        return settings;
    }

    Session session() {
        return session;
    }
}
