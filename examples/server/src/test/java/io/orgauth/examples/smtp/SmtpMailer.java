package io.orgauth.examples.smtp;

import io.orgauth.identity.Mail;
import io.orgauth.identity.Mailer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends by SMTP, on a thread of its own: nobody who asks for a new password may learn from the time it takes whether the address
 * is known. What is still queued when the process dies is lost, and asked for again. Thread-safe.
 *
 * <pre>{@code
 * Mailer mailer = SmtpMailer.start(SmtpServer.submission("smtp.example.com", 587, "app", password),
 *     "no-reply@app.example.com", "https://app.example.com/auth");
 * }</pre>
 */
final class SmtpMailer implements Mailer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);
    private static final int LONGEST_QUEUE = 1_000;
    private static final long LONGEST_CLOSE_SECONDS = 30;

    private final Session session;
    private final InternetAddress from;
    private final String pages;
    private final ThreadPoolExecutor sender =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LONGEST_QUEUE), work -> {
                Thread thread = new Thread(work, "smtp-mailer");
                thread.setDaemon(true);
                return thread;
            });

    private SmtpMailer(Session session, InternetAddress from, String pages) {
        this.session = session;
        this.from = from;
        this.pages = pages;
    }

    /**
     * A mailer that runs until it is closed.
     *
     * @param server where to hand mail in
     * @param from the sender's address
     * @param pages the URL before {@code /accept-invitation} and {@code /reset-password}
     */
    static SmtpMailer start(SmtpServer server, String from, String pages) {
        try {
            return new SmtpMailer(server.session(), new InternetAddress(from, true), pages);
        } catch (MessagingException e) {
            throw new IllegalArgumentException("the sender must be one e-mail address", e);
        }
    }

    /** A full queue is refused, which the control plane logs. */
    @Override
    public void send(Mail mail) {
        sender.execute(() -> deliver(mail));
    }

    /** The text of the failure could hold the message; its type says enough. */
    private void deliver(Mail mail) {
        try {
            Transport.send(message(mail));
        } catch (MessagingException | RuntimeException e) {
            LOG.warn("{} was not delivered: {}", mail, e.getClass().getName());
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipient(
                Message.RecipientType.TO, new InternetAddress(mail.to().value(), true));
        message.setSentDate(new Date());
        boolean invitation = mail.purpose() == Mail.Purpose.INVITATION;
        message.setSubject(invitation ? "You are invited" : "Choose a new password", "UTF-8");
        String link = pages + (invitation ? "/accept-invitation" : "/reset-password") + "?token=" + mail.secret();
        message.setText("This link works once, within an hour:\n\n" + link + "\n", "UTF-8");
        return message;
    }

    /** Sends what is queued first, for a while. */
    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} messages were not delivered", sender.shutdownNow().size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
