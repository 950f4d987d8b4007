package io.orgauth.servlet;

import org.junit.jupiter.api.Nested;

class EndpointFilterTest {
    @Nested
    class InJetty extends EndpointFilterContract {
        InJetty() {
            super(new JettyContainer());
        }
    }

    @Nested
    class InTomcat extends EndpointFilterContract {
        InTomcat() {
            super(new TomcatContainer());
        }
    }
}
