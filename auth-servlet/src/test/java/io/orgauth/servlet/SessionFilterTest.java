package io.orgauth.servlet;

import org.junit.jupiter.api.Nested;

class SessionFilterTest {
    @Nested
    class InJetty extends SessionFilterContract {
        InJetty() {
            super(new JettyContainer());
        }
    }

    @Nested
    class InTomcat extends SessionFilterContract {
        InTomcat() {
            super(new TomcatContainer());
        }
    }
}
