/** The words and the proof: tokens, the gate, the strict JSON, the guarded fetcher. */
module io.orgauth.core {
    exports io.orgauth;
    exports io.orgauth.audit;
    exports io.orgauth.http;
    exports io.orgauth.json;
    exports io.orgauth.sso;
    exports io.orgauth.token;
    exports io.orgauth.trust;

    requires static org.jspecify;
    requires com.github.benmanes.caffeine;
    requires com.nimbusds.jose.jwt;
    requires org.slf4j;
    requires static org.bouncycastle.provider;
}
