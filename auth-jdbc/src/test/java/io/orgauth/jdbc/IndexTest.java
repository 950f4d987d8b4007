package io.orgauth.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.Stores;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every look-up goes by an index: its cost stays flat however much is stored. */
class IndexTest extends BothDatabases {
    // The tables are empty, for which reading them whole is cheapest: forbidden, it stays only where there is no index.
    private static final String WITHOUT_SCANS =
            "&options=-c%20enable_seqscan=off%20-c%20enable_bitmapscan=off%20-c%20enable_sort=off";

    @Test
    void lookUps_allOfThem_useAnIndex() {
        Map<String, String> plans = plans(LookUps::all);
        assertEquals(61, plans.size(), plans.keySet()::toString);
        plans.forEach(IndexTest::assertByIndex);
    }

    @Test
    void removals_ofWhatHasExpired_useAnIndex() {
        Map<String, String> plans = plans(LookUps::removeExpired);
        assertEquals(11, plans.size(), plans.keySet()::toString);
        plans.forEach(IndexTest::assertByIndex);
    }

    @Test
    void changes_ofAllThatBelongsToOne_useAnIndex() {
        Map<String, String> plans = plans(LookUps::changeAllOf);
        assertEquals(4, plans.size(), plans.keySet()::toString);
        plans.forEach(IndexTest::assertByIndex);
    }

    private Map<String, String> plans(Consumer<Stores> calls) {
        TestDatabase database = open(Database.POSTGRESQL);
        JdbcStores.on(database.node());
        Explained explained = new Explained(database.node(WITHOUT_SCANS));
        Stores stores = JdbcStores.on(explained.dataSource());
        explained.plans().clear();
        calls.accept(stores);
        return explained.plans();
    }

    private static void assertByIndex(String statement, String plan) {
        assertTrue(plan.contains("Index"), () -> statement + "\n" + plan);
        assertFalse(plan.contains("Seq Scan"), () -> statement + "\n" + plan);
        // A page is read in the order of its index and ends after its last row.
        assertFalse(statement.contains("LIMIT") && plan.contains("Sort"), () -> statement + "\n" + plan);
    }
}
