package io.orgauth.token;

/** Keys that somebody else keeps up to date. Immutable and thread-safe. */
final class SuppliedKeys extends KeySource {
    private final KeySupply supply;

    SuppliedKeys(KeySupply supply) {
        this.supply = supply;
    }

    @Override
    Keys open(String issuer) {
        return new Keys() {
            @Override
            public KeySet current() {
                return supply.current().keys();
            }

            @Override
            public KeySet newerThan(KeySet seen) {
                KeySet now = current();
                return now == seen ? supply.newer().keys() : now;
            }
        };
    }
}
