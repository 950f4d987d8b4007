package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codes are in dashboards and alerts: changing one breaks somebody. */
class ReasonCodesTest {
    private static List<String> codes(Reason[] reasons) {
        return Stream.of(reasons).map(Reason::code).toList();
    }

    @Test
    void codes_ofTheGate_areStable() {
        assertEquals(
                List.of(
                        "credential_missing",
                        "scheme_not_supported",
                        "credential_malformed",
                        "credential_too_long",
                        "credential_not_accepted",
                        "credential_repeated",
                        "credential_in_url",
                        "api_key_in_url",
                        "method_refused",
                        "method_overridden",
                        "method_not_ruled",
                        "preflight_refused",
                        "session_cookie_repeated",
                        "cross_site_request",
                        "origin_not_own",
                        "csrf_token_not_valid",
                        "internal_failure"),
                codes(GateReason.values()));
    }

    @Test
    void codes_ofRequests_areStable() {
        assertEquals(
                List.of(
                        "method_malformed",
                        "header_malformed",
                        "header_repeated",
                        "target_outside_mount",
                        "target_malformed",
                        "target_host_differs",
                        "path_character_refused",
                        "path_parameters_refused",
                        "path_not_normal",
                        "path_escape_malformed",
                        "path_escape_refused",
                        "path_not_utf_8",
                        "body_too_large",
                        "content_type_unexpected",
                        "json_malformed",
                        "form_malformed",
                        "form_too_large",
                        "parameter_repeated",
                        "parameter_missing"),
                codes(RequestReason.values()));
    }
}
