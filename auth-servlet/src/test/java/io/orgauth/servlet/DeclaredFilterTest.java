package io.orgauth.servlet;

import org.junit.jupiter.api.Nested;

class DeclaredFilterTest {
    @Nested
    class InJetty extends DeclaredFilterContract {
        InJetty() {
            super(new JettyContainer());
        }
    }

    @Nested
    class InTomcat extends DeclaredFilterContract {
        InTomcat() {
            super(new TomcatContainer());
        }
    }
}
