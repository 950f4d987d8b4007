/** What a control plane remembers, in a database. */
module io.orgauth.jdbc {
    exports io.orgauth.jdbc;

    requires transitive io.orgauth.identity;
    requires transitive java.sql;
    requires static org.jspecify;
}
