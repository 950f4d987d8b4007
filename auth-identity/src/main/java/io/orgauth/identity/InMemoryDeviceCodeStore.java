package io.orgauth.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A {@link DeviceCodeStore} in memory. */
final class InMemoryDeviceCodeStore implements DeviceCodeStore {
    private final InMemoryTable<DeviceCode> byDigest;
    private final InMemoryTable<String> digests;

    InMemoryDeviceCodeStore(InMemoryTransaction transaction) {
        this.byDigest = new InMemoryTable<>(transaction);
        this.digests = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<DeviceCode> byDigest(SecretDigest digest) {
        return byDigest.find(digest.hex());
    }

    @Override
    public Optional<DeviceCode> byUserCode(String userCode) {
        return byDigest.consistently(() -> digests.find(userCode).flatMap(byDigest::find));
    }

    @Override
    public boolean insert(DeviceCode code) {
        return byDigest.atomically(() -> {
            boolean free = byDigest(code.digest()).isEmpty()
                    && digests.find(code.userCode()).isEmpty();
            if (free) {
                byDigest.put(code.digest().hex(), code);
                digests.put(code.userCode(), code.digest().hex());
            }
            return free;
        });
    }

    @Override
    public boolean replace(DeviceCode code) {
        return byDigest.replace(code.digest().hex(), code, before -> before.version() + 1 == code.version());
    }

    @Override
    public boolean consume(DeviceCode code) {
        return byDigest.atomically(() -> {
            boolean there = byDigest(code.digest())
                    .filter(now -> now.version() == code.version())
                    .isPresent();
            if (there) {
                take(code);
            }
            return there;
        });
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return byDigest.atomically(() -> {
            List<DeviceCode> expired = byDigest.overBefore(before, DeviceCode::expires, limit);
            expired.forEach(this::take);
            return expired.size();
        });
    }

    private void take(DeviceCode code) {
        byDigest.remove(code.digest().hex());
        digests.remove(code.userCode());
    }
}
