/** What a control plane knows and issues. */
module io.orgauth.identity {
    exports io.orgauth.identity;

    requires transitive io.orgauth.core;
    requires com.github.benmanes.caffeine;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires static org.jspecify;
}
