/** Keys that act as their user or client application. */
module io.orgauth.apikey {
    exports io.orgauth.apikey;

    requires transitive io.orgauth.core;
    requires transitive com.github.benmanes.caffeine;
    requires org.slf4j;
    requires static org.jspecify;
}
