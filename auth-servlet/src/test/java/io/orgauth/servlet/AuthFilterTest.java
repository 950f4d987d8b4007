package io.orgauth.servlet;

import org.junit.jupiter.api.Nested;

class AuthFilterTest {
    @Nested
    class InJetty extends AuthFilterContract {
        InJetty() {
            super(new JettyContainer());
        }
    }

    @Nested
    class InTomcat extends AuthFilterContract {
        InTomcat() {
            super(new TomcatContainer());
        }
    }
}
