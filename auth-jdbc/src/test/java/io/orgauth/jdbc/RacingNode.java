package io.orgauth.jdbc;

import io.orgauth.identity.PendingSignIn;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Stores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that takes what it is told to take, line by line, and says whether it was the one that got it. */
final class RacingNode {
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    private RacingNode() {}

    public static void main(String[] arguments) throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        Stores stores = JdbcStores.on(source);
        System.out.println("ready");
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            System.out.println(took(stores, line));
        }
    }

    private static boolean took(Stores stores, String what) {
        return what.startsWith("p")
                ? stores.pendingSignIns().consume(pending(what))
                : stores.usedIds().insert(SecretDigest.of(what), END);
    }

    static PendingSignIn pending(String id) {
        return new PendingSignIn(id, SecretDigest.of(id), "sealed", END, 1);
    }
}
