package io.orgauth.servlet;

import org.junit.jupiter.api.Nested;

class RequestOnlyTest {
    @Nested
    class InJetty extends RequestOnlyContract {
        InJetty() {
            super(new JettyContainer());
        }
    }

    @Nested
    class InTomcat extends RequestOnlyContract {
        InTomcat() {
            super(new TomcatContainer());
        }
    }
}
