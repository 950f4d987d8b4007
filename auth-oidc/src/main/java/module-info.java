/** Sign-in by OpenID Connect: a strict relying party. */
module io.orgauth.oidc {
    exports io.orgauth.oidc;

    requires transitive io.orgauth.core;
    requires org.slf4j;
    requires static org.jspecify;
}
