package io.orgauth.servlet;

import org.junit.jupiter.api.Nested;

class PathTest {
    @Nested
    class InJetty extends PathContract {
        InJetty() {
            super(new JettyContainer(), "/app");
        }
    }

    @Nested
    class InTomcat extends PathContract {
        InTomcat() {
            super(new TomcatContainer(), "/app");
        }
    }

    @Nested
    class InJettysRoot extends PathContract {
        InJettysRoot() {
            super(new JettyContainer(), "");
        }
    }

    @Nested
    class InTomcatsRoot extends PathContract {
        InTomcatsRoot() {
            super(new TomcatContainer(), "");
        }
    }
}
