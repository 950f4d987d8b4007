package io.orgauth.oidc;

/** A provider that does what OpenID Connect says. Immutable. */
record AnyProvider() implements Vendor {
    @Override
    public String key() {
        return "custom";
    }

    @Override
    public String displayName() {
        return "OpenID Connect";
    }
}
