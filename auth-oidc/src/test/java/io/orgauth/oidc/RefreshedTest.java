package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.AuthUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshedTest {
    private final World.Time time = new World.Time();
    private final AtomicInteger asked = new AtomicInteger();
    private final Refreshed<String> document =
            new Refreshed<>("a document", Duration.ofHours(1), time::ticks, this::answer);
    private final LogLines lines = new LogLines();
    private boolean down;

    private Refreshed.Answer<String> answer() {
        int count = asked.incrementAndGet();
        if (down) {
            throw OidcReason.PROVIDER_UNAVAILABLE.outage("as told");
        }
        return new Refreshed.Answer<>("answer " + count, Optional.empty());
    }

    /** What is logged for whoever watches: at INFO and above. */
    private static final class LogLines extends Handler {
        private static final Logger LOGGER = Logger.getLogger(Refreshed.class.getName());
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.INFO.intValue()) {
                lines.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        LogLines.LOGGER.addHandler(lines);
    }

    @AfterEach
    void leave() {
        LogLines.LOGGER.removeHandler(lines);
    }

    @Test
    void outage_ofAKnownDocument_isLoggedOnceAndItsEndToo() {
        document.current();
        down = true;
        time.pass(Duration.ofHours(2));
        document.current();
        time.pass(Duration.ofMinutes(1));
        document.current();
        down = false;
        time.pass(Duration.ofMinutes(1));
        document.current();

        assertEquals(
                List.of(
                        "WARNING a document can't be had, provider_unavailable: the last good one serves on",
                        "INFO a document is fresh again"),
                lines.lines);
    }

    @Test
    void outage_fromTheStart_isLoggedAsWhatItIs() {
        down = true;

        assertThrows(AuthUnavailableException.class, document::current);

        assertEquals(
                List.of("WARNING a document can't be had, provider_unavailable: nobody signs in by it"), lines.lines);
    }

    @Test
    void newerThan_anOldOne_isTheOneAtHand() {
        String first = document.current();
        time.pass(Duration.ofHours(1));
        String second = document.current();

        assertSame(second, document.newerThan(first));
        assertEquals(2, asked.get());
    }

    @Test
    void newerThan_theOneAtHand_asksOnceIn30Seconds() {
        String first = document.current();
        String second = document.newerThan(first);

        assertEquals("answer 2", second);
        assertSame(second, document.newerThan(second));
        time.pass(Duration.ofSeconds(30));
        assertEquals("answer 3", document.newerThan(second));
    }
}
