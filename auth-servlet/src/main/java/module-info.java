/** The gate as a Jakarta Servlet filter. */
module io.orgauth.servlet {
    exports io.orgauth.servlet;

    requires static org.jspecify;
    requires transitive io.orgauth.core;
    requires transitive jakarta.servlet;
    requires org.slf4j;
}
