/** The pages of a control plane. */
module io.orgauth.console {
    exports io.orgauth.console;

    requires transitive io.orgauth.identity;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;
}
