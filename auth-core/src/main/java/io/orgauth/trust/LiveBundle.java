package io.orgauth.trust;

import io.orgauth.OrganizationId;
import io.orgauth.token.JwkSet;
import io.orgauth.token.KeySupply;

/** The bundle as authenticators see it: the one of now, or a newer one if what a caller shows is not in it. Thread-safe. */
final class LiveBundle implements KeySupply, AutoCloseable {
    private final OrganizationId organization;
    private final String resource;
    private final BundleKeeper keeper;
    private final BundleRefresher refresher;

    LiveBundle(OrganizationId organization, String resource, BundleKeeper keeper, BundleRefresher refresher) {
        this.organization = organization;
        this.resource = resource;
        this.keeper = keeper;
        this.refresher = refresher;
    }

    void start() {
        keeper.restore();
        refresher.start();
    }

    OrganizationId organization() {
        return organization;
    }

    String resource() {
        return resource;
    }

    BundleKeeper keeper() {
        return keeper;
    }

    Snapshot bundle() {
        if (keeper.isEmpty()) {
            refresher.awaitFirst();
        }
        return keeper.current();
    }

    Snapshot newerBundle() {
        refresher.refetch();
        return bundle();
    }

    @Override
    public JwkSet current() {
        return bundle().tokenKeys();
    }

    @Override
    public JwkSet newer() {
        return newerBundle().tokenKeys();
    }

    @Override
    public void close() {
        refresher.close();
        keeper.close();
    }
}
