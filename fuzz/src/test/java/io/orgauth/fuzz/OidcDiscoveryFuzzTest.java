package io.orgauth.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.orgauth.AuthUnavailableException;
import io.orgauth.ReplayGuard;
import io.orgauth.http.FetchedResponse;
import io.orgauth.oidc.OidcConnection;
import io.orgauth.oidc.RelyingParty;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.SsoContext;
import java.time.Clock;
import java.util.Map;

class OidcDiscoveryFuzzTest {
    @FuzzTest
    void metadata_anyBytes_leadToHttpsOrNowhere(byte[] metadata) {
        SsoContext context = SsoContext.builder()
                .issuer("https://app.example.com")
                .replayGuard(ReplayGuard.inMemory(Clock.systemUTC()))
                .fetcher(request -> FetchedResponse.of(200, Map.of(), metadata))
                .build();
        RelyingParty party = RelyingParty.of(
                OidcConnection.custom("https://idp.example.net")
                        .client("client", "secret")
                        .build(),
                context);
        LoginStep.Redirect step;
        try {
            step = (LoginStep.Redirect) party.start("/");
        } catch (AuthUnavailableException refused) {
            return;
        }
        if (!"https".equals(step.location().getScheme()) || step.location().getHost() == null) {
            throw new AssertionError("a browser is sent to " + step.location());
        }
    }
}
