/** For tests and demos: identity providers that do what real ones do, or one thing wrong. */
module io.orgauth.testkit {
    exports io.orgauth.testkit;

    requires transitive io.orgauth.core;
    requires com.nimbusds.jose.jwt;
    requires java.xml;
    requires java.xml.crypto;
    requires jdk.httpserver;
    requires static org.jspecify;
    requires static transitive org.junit.jupiter.api;
}
