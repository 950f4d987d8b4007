/** What a control plane knows and issues. */
module io.orgauth.identity {
    exports io.orgauth.controlplane;
    exports io.orgauth.dataplane;
    exports io.orgauth.identity;
    exports io.orgauth.oauth;

    requires transitive io.orgauth.apikey;
    requires transitive io.orgauth.core;
    requires com.github.benmanes.caffeine;
    requires java.naming;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires static org.jspecify;
}
