package io.orgauth.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class RequirementTest {
    @TempDir
    Path folder;

    @Test
    void directory_present_isReturned() {
        assertEquals(folder, Requirement.directory(folder, true));
    }

    @Test
    void directory_absent_isSkipped() {
        assertThrows(
                TestAbortedException.class, () -> Requirement.directory(folder.resolve("absent-on-purpose"), false));
    }

    @Test
    void directory_absentThoughAllIsRequired_isAFailure() {
        assertThrows(AssertionError.class, () -> Requirement.directory(folder.resolve("absent-on-purpose"), true));
    }
}
