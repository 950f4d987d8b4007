package io.orgauth.session;

import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Stores;

/** What the endpoints of signing in and out share. Immutable and thread-safe. */
record SignInContext(
        IdentityService identity,
        Stores stores,
        SignIn signIn,
        Sessions sessions,
        Pages pages,
        PageForms forms,
        SessionCookies cookies,
        KnownDevices devices) {}
