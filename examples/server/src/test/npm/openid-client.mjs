// openid-client as its users use it, with the checks of signatures that it leaves out unless told.
import assert from "node:assert/strict";
import test from "node:test";
import * as oidc from "openid-client";
import { Browser } from "./browser.mjs";
import * as world from "./world.mjs";

const { ada, clients, dataPlane, issuer, refused } = world;
const WEB = clients.app_basic.redirect_uris[0];
const AFTER = clients.app_basic.post_logout_redirect_uris[0];

async function configured(id, authentication, metadata = {}) {
  const options = { execute: world.insecure ? [oidc.allowInsecureRequests] : [] };
  const config = await oidc.discovery(issuer, id, metadata, authentication, options);
  oidc.enableNonRepudiationChecks(config);
  return config;
}

const basic = await configured("app_basic", oidc.ClientSecretBasic(clients.app_basic.client_secret));
const post = await configured("app_post", oidc.ClientSecretPost(clients.app_post.client_secret));
const assertion = await configured("app_assertion", oidc.PrivateKeyJwt({ key: world.signingKey, kid: "key-1" }));
const native = await configured("app_native", oidc.None());
const device = await configured("app_device", oidc.None());
const service = await configured(world.service.client_id, oidc.ClientSecretBasic(world.service.client_secret));

async function asked(redirectUri, more = {}) {
  const checks = {
    pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
    expectedState: oidc.randomState(),
    expectedNonce: oidc.randomNonce(),
  };
  const parameters = {
    redirect_uri: redirectUri,
    scope: "openid email",
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: "S256",
    ...more,
  };
  return { checks, parameters };
}

/** The URL that the client is called back at, and what it checks it by. */
async function signedIn(config, redirectUri, more, browser = new Browser(redirectUri, AFTER)) {
  const { checks, parameters } = await asked(redirectUri, more);
  const page = await browser.signIn(oidc.buildAuthorizationUrl(config, parameters), ada);
  assert.ok(page.url.startsWith(redirectUri), `${page.status} at ${page.url}: ${page.html}`);
  return { callback: new URL(page.url), checks, browser };
}

async function tokens(config, redirectUri, more, browser) {
  const signIn = await signedIn(config, redirectUri, more, browser);
  return { ...signIn, answer: await oidc.authorizationCodeGrant(config, signIn.callback, signIn.checks) };
}

for (const [name, config] of Object.entries({ basic, post, assertion })) {
  test(`code_ofAClientBy_${name}_givesTokensThatRefresh`, async () => {
    const { answer } = await tokens(config, WEB);
    const claims = answer.claims();
    assert.equal(claims.email, ada.email);
    assert.equal(claims.org_id, world.acme.id);
    assert.deepEqual(answer.scope.split(" ").sort(), ["email", "openid"]);

    const person = await oidc.fetchUserInfo(config, answer.access_token, claims.sub);
    assert.equal(person.email, ada.email);

    const next = await oidc.refreshTokenGrant(config, answer.refresh_token);
    assert.notEqual(next.refresh_token, answer.refresh_token);
    assert.equal(next.claims().sub, claims.sub);
    assert.equal(next.claims().auth_time, claims.auth_time);
  });
}

test("code_ofANativeApplicationOnAnyPort_givesTokens", async () => {
  const { answer } = await tokens(native, "http://127.0.0.1:49152/callback");
  assert.equal(answer.claims().email, ada.email);
});

test("code_forTheDataPlane_isLetInThere", async () => {
  const { answer } = await tokens(basic, WEB, { scope: "openid dataset:read", resource: dataPlane });
  const response = await oidc.fetchProtectedResource(basic, answer.access_token, new URL("/datasets", dataPlane), "GET");
  assert.equal(response.status, 200);
  const whoami = await oidc.fetchProtectedResource(basic, answer.access_token, new URL("/whoami", dataPlane), "GET");
  assert.deepEqual((await whoami.json()).permissions, ["dataset:read"]);
});

test("code_withMaxAge_hasItsTime", async () => {
  const { callback, checks } = await signedIn(basic, WEB, { max_age: "3600" });
  const answer = await oidc.authorizationCodeGrant(basic, callback, { ...checks, maxAge: 3600 });
  assert.equal(typeof answer.claims().auth_time, "number");
});

test("code_withoutNonce_givesAnIdTokenWithoutOne", async () => {
  const { callback, checks } = await signedIn(basic, WEB, { nonce: "" });
  const answer = await oidc.authorizationCodeGrant(basic, callback, { ...checks, expectedNonce: undefined });
  assert.equal(answer.claims().nonce, undefined);
});

test("promptNone_afterASignIn_isSilentAndTheSamePerson", async () => {
  const first = await tokens(basic, WEB);
  const { checks, parameters } = await asked(WEB, { prompt: "none", id_token_hint: first.answer.id_token });
  const page = await first.browser.open(oidc.buildAuthorizationUrl(basic, parameters));
  const second = await oidc.authorizationCodeGrant(basic, new URL(page.url), checks);
  assert.equal(second.claims().sub, first.answer.claims().sub);
  assert.equal(second.claims().auth_time, first.answer.claims().auth_time);
});

test("promptLogin_afterASignIn_asksForThePasswordAgain", async () => {
  const first = await tokens(basic, WEB);
  const { parameters } = await asked(WEB, { prompt: "login" });
  const page = await first.browser.open(oidc.buildAuthorizationUrl(basic, parameters));
  assert.ok(page.has("email") || page.has("password"), page.html);
});

test("promptNone_withoutSession_isLoginRequired", async () => {
  const { checks, parameters } = await asked(WEB, { prompt: "none" });
  const page = await new Browser(WEB).open(oidc.buildAuthorizationUrl(basic, parameters));
  await refused("login_required", oidc.authorizationCodeGrant(basic, new URL(page.url), checks));
});

test("consent_thatIsDenied_isAccessDenied", async () => {
  const { checks, parameters } = await asked(WEB, { prompt: "consent" });
  const page = await new Browser(WEB).signIn(oidc.buildAuthorizationUrl(basic, parameters), ada, "deny");
  await refused("access_denied", oidc.authorizationCodeGrant(basic, new URL(page.url), checks));
});

test("responseType_thatIsNotCode_isUnsupported", async () => {
  const { checks, parameters } = await asked(WEB, { response_type: "token" });
  const page = await new Browser(WEB).open(oidc.buildAuthorizationUrl(basic, parameters));
  await refused("unsupported_response_type", oidc.authorizationCodeGrant(basic, new URL(page.url), checks));
});

test("redirectUri_thatIsNotRegistered_getsNothing", async () => {
  for (const other of [WEB + "/", WEB + "?x=1", "https://evil.example/callback"]) {
    const { parameters } = await asked(other);
    const page = await new Browser().open(oidc.buildAuthorizationUrl(basic, parameters));
    assert.equal(page.status, 400);
    assert.ok(page.url.startsWith(issuer.href), page.url);
  }
});

test("verifier_thatIsWrong_isInvalidGrant", async () => {
  const { callback, checks } = await signedIn(basic, WEB);
  const wrong = { ...checks, pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
  await refused("invalid_grant", oidc.authorizationCodeGrant(basic, callback, wrong));
});

test("code_ofAnotherClient_isInvalidGrant", async () => {
  const { callback, checks } = await signedIn(basic, WEB);
  await refused("invalid_grant", oidc.authorizationCodeGrant(post, callback, checks));
});

test("code_twice_isInvalidGrantAndEndsWhatTheFirstGave", async () => {
  const { callback, checks, answer } = await tokens(basic, WEB);
  await refused("invalid_grant", oidc.authorizationCodeGrant(basic, callback, checks));
  await refused("invalid_grant", oidc.refreshTokenGrant(basic, answer.refresh_token));
});

test("refreshToken_twice_isInvalidGrantAndEndsItsSuccessor", async () => {
  const { answer } = await tokens(basic, WEB);
  const next = await oidc.refreshTokenGrant(basic, answer.refresh_token);
  await refused("invalid_grant", oidc.refreshTokenGrant(basic, answer.refresh_token));
  await refused("invalid_grant", oidc.refreshTokenGrant(basic, next.refresh_token));
});

test("refreshToken_forMoreThanWasAllowed_isInvalidScope", async () => {
  const { answer } = await tokens(basic, WEB);
  await refused("invalid_scope", oidc.refreshTokenGrant(basic, answer.refresh_token, { scope: "openid groups" }));
});

test("secret_thatIsWrong_isInvalidClient", async () => {
  const wrong = await configured("app_basic", oidc.ClientSecretBasic("not-the-secret-of-this-client"));
  await refused("invalid_client", oidc.clientCredentialsGrant(wrong));
});

test("clientCredentials_ofAService_isLetInAtTheDataPlane", async () => {
  const byPost = await configured(world.service.client_id, oidc.ClientSecretPost(world.service.client_secret));
  for (const config of [service, byPost]) {
    const answer = await oidc.clientCredentialsGrant(config, { scope: "dataset:read" });
    const response = await oidc.fetchProtectedResource(config, answer.access_token, new URL("/datasets", dataPlane), "GET");
    assert.equal(response.status, 200);
  }
});

test("clientCredentials_ofAClientThatMayNot_isUnauthorized", async () => {
  await refused("unauthorized_client", oidc.clientCredentialsGrant(basic));
});

test("device_approvedInABrowser_getsTokensOnce", async () => {
  const started = await oidc.initiateDeviceAuthorization(device, { scope: "openid email" });
  const browser = new Browser();
  let page = await browser.signIn(started.verification_uri, ada);
  page = await page.press("continue", { user_code: started.user_code.toLowerCase().replace("-", " ") });
  assert.ok(page.html.includes(clients.app_device.client_name), page.html);
  await page.press("approve");

  const answer = await oidc.pollDeviceAuthorizationGrant(device, { ...started, interval: 0 });
  assert.equal(answer.claims().email, ada.email);
  const next = await oidc.refreshTokenGrant(device, answer.refresh_token);
  assert.equal(next.claims().sub, answer.claims().sub);
  await refused("invalid_grant", oidc.pollDeviceAuthorizationGrant(device, { ...started, interval: 0 }));
});

test("device_denied_isAccessDenied", async () => {
  const started = await oidc.initiateDeviceAuthorization(device, { scope: "openid" });
  const page = await new Browser().signIn(started.verification_uri_complete, ada);
  await (await page.press("continue")).press("deny");
  await refused("access_denied", oidc.pollDeviceAuthorizationGrant(device, { ...started, interval: 0 }));
});

test("revocation_ofARefreshToken_endsEverythingThatCameWithIt", async () => {
  const { answer } = await tokens(basic, WEB);
  await oidc.tokenRevocation(basic, answer.refresh_token);
  await refused("invalid_grant", oidc.refreshTokenGrant(basic, answer.refresh_token));
  await assert.rejects(oidc.fetchUserInfo(basic, answer.access_token, answer.claims().sub));
  await oidc.tokenRevocation(basic, "unknown");
});

test("introspection_byTheDataPlane_knowsItsOwnTokensUntilTheyAreRevoked", async () => {
  const { client_id: id, client_secret: secret } = world.dataPlaneClient;
  const resource = await configured(id, oidc.ClientSecretBasic(secret));
  const { access_token: token } = await oidc.clientCredentialsGrant(service);
  const active = await oidc.tokenIntrospection(resource, token);
  assert.equal(active.active, true);
  assert.equal(active.client_id, world.service.client_id);
  assert.deepEqual(await oidc.tokenIntrospection(service, token), { active: false });

  await oidc.tokenRevocation(service, token);
  assert.deepEqual(await oidc.tokenIntrospection(resource, token), { active: false });
});

test("logout_withTheIdToken_endsTheSessionAndGoesBack", async () => {
  const { answer, browser } = await tokens(basic, WEB);
  const hint = { id_token_hint: answer.id_token, post_logout_redirect_uri: AFTER };
  const out = await browser.open(oidc.buildEndSessionUrl(basic, { ...hint, state: "s 1" }));
  assert.equal(out.url, `${AFTER}?state=s+1`);

  const { checks, parameters } = await asked(WEB, { prompt: "none" });
  const page = await browser.open(oidc.buildAuthorizationUrl(basic, parameters));
  await refused("login_required", oidc.authorizationCodeGrant(basic, new URL(page.url), checks));
});

test("logout_toAPlaceThatIsNotRegistered_staysHere", async () => {
  const { answer, browser } = await tokens(basic, WEB);
  const hint = { id_token_hint: answer.id_token, post_logout_redirect_uri: AFTER + "?foo=bar" };
  const page = await browser.open(oidc.buildEndSessionUrl(basic, hint));
  assert.equal(page.status, 400);
  assert.ok(page.url.startsWith(issuer.href), page.url);
});
