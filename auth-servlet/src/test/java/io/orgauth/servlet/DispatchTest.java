package io.orgauth.servlet;

import org.junit.jupiter.api.Nested;

class DispatchTest {
    @Nested
    class InJetty extends DispatchContract {
        InJetty() {
            super(new JettyContainer());
        }
    }

    @Nested
    class InTomcat extends DispatchContract {
        InTomcat() {
            super(new TomcatContainer());
        }
    }
}
