package io.orgauth.apikey;

import io.orgauth.ApiKeyFormat;
import io.orgauth.Grants;
import java.time.Clock;

/** What the authenticators of one {@link ApiKeys} share. Thread-safe. */
record ApiKeyJudge(
        String issuer,
        ApiKeyFormat format,
        ApiKeyStore store,
        Grants grants,
        ResourcePermissions resources,
        KeyRates rates,
        LastUse lastUse,
        Clock clock) {}
