package io.orgauth.session;

import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Stores;
import java.time.Clock;

/** What the parts of a sign-in share. Immutable and thread-safe. */
record SignInParts(
        IdentityService identity,
        Stores stores,
        Sessions sessions,
        AccessPolicy policy,
        PendingSignIns pending,
        TraceWriter traces,
        Clock clock) {}
