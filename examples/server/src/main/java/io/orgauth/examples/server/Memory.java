package io.orgauth.examples.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.orgauth.SealingKey;
import io.orgauth.identity.Stores;
import io.orgauth.jdbc.JdbcStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the control plane remembers, and what seals the secrets in it.
 *
 * @param stores where it is
 * @param sealingKey of the signing keys; it lies beside the database only because this is a demo
 * @param database to be closed, if it is on a disk
 */
record Memory(Stores stores, SealingKey sealingKey, Optional<HikariDataSource> database) implements AutoCloseable {
    private static final String DATABASE = "orgauth";
    private static final String SEALING_KEY = "sealing.key";

    /** In a directory that is there, or until the process ends. */
    static Memory open(Optional<Path> directory) {
        return directory.map(Memory::kept).orElseGet(Memory::ofThisProcess);
    }

    private static Memory ofThisProcess() {
        return new Memory(Stores.inMemory(), SealingKey.inMemory(), Optional.empty());
    }

    private static Memory kept(Path directory) {
        SealingKey sealingKey = sealingKey(directory.resolve(SEALING_KEY));
        HikariDataSource database = database(directory.resolve(DATABASE));
        try {
            return new Memory(JdbcStores.on(database), sealingKey, Optional.of(database));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static SealingKey sealingKey(Path file) {
        if (!Files.exists(file)) {
            SealingKey.create(file);
        }
        return SealingKey.file(file);
    }

    /** H2 lets one process in. */
    private static HikariDataSource database(Path file) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + file.toAbsolutePath());
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new StartException(
                    "the database " + file + " can't be opened: stop the other example that uses it", e);
        }
    }

    @Override
    public void close() {
        database.ifPresent(HikariDataSource::close);
    }
}
