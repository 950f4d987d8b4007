package io.orgauth.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.Reason;
import io.orgauth.ReplayReason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codes are in dashboards and alerts: changing one breaks somebody. */
class ReasonCodesTest {
    @Test
    void codes_ofSignInsByIdentityProviders_areStable() {
        assertEquals(
                List.of("callback_malformed", "identity_provider_refused", "unsolicited"),
                Stream.of(SsoReason.values()).map(Reason::code).toList());
    }

    @Test
    void codes_ofReplayGuards_areStable() {
        assertEquals(
                List.of("replay_guard_full"),
                Stream.of(ReplayReason.values()).map(Reason::code).toList());
    }
}
