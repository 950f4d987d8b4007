package io.orgauth.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustReasonTest {
    @Test
    void codes_areStable() {
        assertEquals(
                List.of(
                        "malformed_bundle",
                        "unknown_root",
                        "not_delegated",
                        "other_signing_key",
                        "tampered_bundle",
                        "other_document_type",
                        "other_issuer",
                        "other_organization",
                        "other_resource",
                        "other_chunk",
                        "older_bundle",
                        "bundle_expired",
                        "clock_behind",
                        "bundle_unavailable",
                        "token_revoked",
                        "subject_inactive"),
                Arrays.stream(TrustReason.values()).map(TrustReason::code).toList());
    }
}
