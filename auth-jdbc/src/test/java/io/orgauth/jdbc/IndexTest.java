package io.orgauth.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.Stores;
import org.junit.jupiter.api.Test;

/** Every look-up goes by an index: its cost stays flat however much is stored. */
class IndexTest extends BothDatabases {
    // The tables are empty, for which reading them whole is cheapest: forbidden, it stays only where there is no index.
    private static final String WITHOUT_SCANS =
            "&options=-c%20enable_seqscan=off%20-c%20enable_bitmapscan=off%20-c%20enable_sort=off";

    @Test
    void lookUps_allOfThem_useAnIndex() {
        TestDatabase database = open(Database.POSTGRESQL);
        JdbcStores.on(database.node());
        Explained explained = new Explained(database.node(WITHOUT_SCANS));
        Stores stores = JdbcStores.on(explained.dataSource());
        explained.plans().clear();
        LookUps.all(stores);

        assertEquals(34, explained.plans().size(), explained.plans().keySet()::toString);
        explained.plans().forEach((query, plan) -> {
            assertTrue(plan.contains("Index"), () -> query + "\n" + plan);
            assertFalse(plan.contains("Seq Scan"), () -> query + "\n" + plan);
            // A page is read in the order of its index and ends after its last row.
            assertFalse(query.contains("LIMIT") && plan.contains("Sort"), () -> query + "\n" + plan);
        });
    }
}
