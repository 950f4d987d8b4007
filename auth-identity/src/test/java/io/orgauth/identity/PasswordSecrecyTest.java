package io.orgauth.identity;

import static io.orgauth.identity.PasswordsFixture.ADA;
import static io.orgauth.identity.PasswordsFixture.BCRYPT;
import static io.orgauth.identity.PasswordsFixture.BCRYPT_PASSWORD;
import static io.orgauth.identity.PasswordsFixture.GOOD;
import static io.orgauth.identity.PasswordsFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.Passwords.Attempt;
import io.orgauth.identity.UserImport.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** Whatever is done with passwords, none of them, no hash and no link is in anything that people read. */
class PasswordSecrecyTest {
    private final PasswordsFixture fixture = new PasswordsFixture();
    private final List<String> read = new ArrayList<>();

    @Test
    void everyCall_goodOrBad_leavesNoSecretInMessagesEventsOrLogs() {
        Logger logger = Logger.getLogger("io.orgauth");
        Level level = logger.getLevel();
        Handler handler = collecting();
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        try {
            useEverything();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(level);
        }
        read.addAll(fixture.events());

        List<String> secrets =
                new ArrayList<>(List.of(GOOD, OTHER, BCRYPT, BCRYPT_PASSWORD, "short one", "$2b$", "$argon2"));
        fixture.mails.forEach(mail -> secrets.add(mail.secret()));
        fixture.mails.forEach(mail -> secrets.add(SecretDigest.of(mail.secret()).hex()));
        assertTrue(read.size() > 10, "something was read");
        assertTrue(read.stream().anyMatch(text -> text.contains("could not be delivered")), "the log was read");
        for (String text : read) {
            for (String secret : secrets) {
                assertFalse(text.contains(secret), text);
            }
        }
    }

    private void useEverything() {
        Passwords passwords = fixture.passwords;
        UserImport userImport = fixture.service.operator().userImport();
        note(Row.of("17", "bob@acme.com").withPasswordHash(BCRYPT));
        note(userImport.importUser("17", "bob@acme.com", BCRYPT));
        note(userImport.importUser("18", "eve@acme.com", BCRYPT + "x"));
        note(PasswordHash.parse(BCRYPT));
        fixture.store(fixture.ada, BCRYPT);
        note(() -> fixture.verify(ADA, OTHER));
        note(() -> passwords.change(fixture.ada.id(), BCRYPT_PASSWORD, "short one", Attempt.UNKNOWN));
        note(() -> passwords.change(fixture.ada.id(), OTHER, GOOD, Attempt.UNKNOWN));
        note(() -> passwords.change(fixture.ada.id(), BCRYPT_PASSWORD, GOOD, Attempt.UNKNOWN));
        note(() -> passwords.requestReset(ADA));
        note(fixture.mails.get(0));
        note(() -> passwords.reset("short one", OTHER));
        note(() -> passwords.reset(fixture.linkSecret(), "short one"));
        note(() -> passwords.reset(fixture.linkSecret(), OTHER));
        note(() -> passwords.set(fixture.ada.id(), "short one"));
        fixture.store(fixture.ada, "$argon2id$broken");
        note(() -> fixture.verify(ADA, GOOD));
        fixture.mailer = mail -> {
            throw new IllegalStateException("the mail server is down");
        };
        note(() -> passwords.requestReset(ADA));
        note(passwords);
        note(new PasswordHashing(fixture.outside.random()));
    }

    private void note(Object value) {
        read.add(String.valueOf(value));
    }

    private void note(Runnable call) {
        try {
            call.run();
        } catch (IdentityException e) {
            read.add(e + " " + e.getCause());
        }
    }

    private Handler collecting() {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                read.add(new SimpleFormatter().format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
