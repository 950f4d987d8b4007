// oauth4webapi, which sends and judges each message by itself: what goes over the wire, and what a resource makes of our tokens.
import assert from "node:assert/strict";
import test from "node:test";
import * as oauth from "oauth4webapi";
import { Browser } from "./browser.mjs";
import * as world from "./world.mjs";

const { ada, clients, dataPlane, issuer, refused } = world;
const http = { [oauth.allowInsecureRequests]: world.insecure };
const NATIVE = "http://[::1]:49153/callback";
const native = { client_id: "app_native" };
const device = { client_id: "app_device" };
const page = { client_id: "app_page" };
const ORIGIN = clients.app_page.allowed_origins[0];

const server = await metadata("oidc");

async function metadata(algorithm) {
  const response = await oauth.discoveryRequest(issuer, { algorithm, ...http });
  return oauth.processDiscoveryResponse(issuer, response);
}

async function code(client, redirectUri, scope, more = {}) {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const url = new URL(server.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: "code",
    scope,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...more,
  }).toString();
  const shown = await new Browser(redirectUri).signIn(url, ada);
  const parameters = oauth.validateAuthResponse(server, client, new URL(shown.url), state);
  return { parameters, verifier, nonce };
}

async function redeemed(client, redirectUri, given, options = {}) {
  const response = await oauth.authorizationCodeGrantRequest(
    server, client, oauth.None(), given.parameters, redirectUri, given.verifier, { ...http, ...options });
  assert.equal(response.headers.get("cache-control"), "no-store");
  const answer = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: given.nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response, http);
  return { answer, response };
}

test("metadata_ofOpenIdAndOfOAuth_isTheSame", async () => {
  assert.deepEqual(await metadata("oauth2"), server);
  assert.equal(server.authorization_response_iss_parameter_supported, true);
  assert.deepEqual(server.response_types_supported, ["code"]);
  assert.deepEqual(server.code_challenge_methods_supported, ["S256"]);
});

test("code_ofANativeApplication_givesTokensThatAResourceTakes", async () => {
  const given = await code(native, NATIVE, "openid email dataset:read", { resource: dataPlane });
  const { answer } = await redeemed(native, NATIVE, given);
  assert.equal(oauth.getValidatedIdTokenClaims(answer).email, ada.email);

  const request = new Request(dataPlane, { headers: { authorization: `Bearer ${answer.access_token}` } });
  const claims = await oauth.validateJwtAccessToken(server, request, dataPlane, http);
  assert.equal(claims.client_id, "app_native");
  assert.equal(claims.scope, "dataset:read");
  assert.equal(claims.email, undefined);
});

test("code_withoutVerifier_isRefused", async () => {
  const { parameters } = await code(native, NATIVE, "openid");
  const response = await oauth.authorizationCodeGrantRequest(
    server, native, oauth.None(), parameters, NATIVE, oauth.nopkce, http);
  await refused("invalid_request", oauth.processAuthorizationCodeResponse(server, native, response));
});

test("code_withAnotherRedirectUri_isRefused", async () => {
  const { parameters, verifier } = await code(native, NATIVE, "openid");
  const response = await oauth.authorizationCodeGrantRequest(
    server, native, oauth.None(), parameters, "http://127.0.0.1/callback", verifier, http);
  await refused("invalid_grant", oauth.processAuthorizationCodeResponse(server, native, response));
});

test("response_fromAnotherIssuer_wouldBeNoticed", async () => {
  const { parameters } = await code(native, NATIVE, "openid");
  assert.equal(parameters.get("iss"), server.issuer);
  const mixedUp = new URLSearchParams(parameters);
  mixedUp.set("iss", "https://evil.example");
  assert.throws(() => oauth.validateAuthResponse(server, native, mixedUp, parameters.get("state")), /iss/);
});

test("idToken_asAnAccessToken_isRefusedEverywhere", async () => {
  const { answer } = await redeemed(native, NATIVE, await code(native, NATIVE, "openid"));
  const headers = { authorization: `Bearer ${answer.id_token}` };
  await assert.rejects(oauth.validateJwtAccessToken(server, new Request(dataPlane, { headers }), dataPlane, http));
  assert.equal((await fetch(server.userinfo_endpoint, { headers })).status, 401);
});

test("userinfo_byGetAndPost_isAboutThePersonOfTheToken", async () => {
  const { answer } = await redeemed(native, NATIVE, await code(native, NATIVE, "openid email"));
  const { sub } = oauth.getValidatedIdTokenClaims(answer);
  const response = await oauth.userInfoRequest(server, native, answer.access_token, http);
  const person = await oauth.processUserInfoResponse(server, native, sub, response);
  assert.equal(person.email, ada.email);

  const headers = { authorization: `Bearer ${answer.access_token}` };
  const byHeader = await fetch(server.userinfo_endpoint, { method: "POST", headers });
  assert.deepEqual(await byHeader.json(), person);
  const body = new URLSearchParams({ access_token: answer.access_token });
  assert.deepEqual(await (await fetch(server.userinfo_endpoint, { method: "POST", body })).json(), person);
});

test("scope_groups_isWhatAClusterNeeds", async () => {
  const { answer } = await redeemed(native, NATIVE, await code(native, NATIVE, "openid groups"));
  const claims = oauth.getValidatedIdTokenClaims(answer);
  assert.deepEqual(claims.groups, [`${world.acme.id}:member`]);
  assert.equal(claims.email, undefined);
});

test("page_ofAnotherOrigin_readsItsTokensAndNobodyElseDoes", async () => {
  const redirectUri = clients.app_page.redirect_uris[0];
  for (const [origin, allowed] of [[ORIGIN, ORIGIN], ["https://evil.example", null]]) {
    const headers = { origin };
    const given = await code(page, redirectUri, "openid");
    const { answer, response } = await redeemed(page, redirectUri, given, { headers });
    assert.equal(response.headers.get("access-control-allow-origin"), allowed);
    assert.equal(response.headers.get("access-control-allow-credentials"), null);

    const asked = { ...http, headers };
    const person = await oauth.userInfoRequest(server, page, answer.access_token, asked);
    assert.equal(person.headers.get("access-control-allow-origin"), allowed);
  }
  const keys = await fetch(server.jwks_uri, { headers: { origin: ORIGIN } });
  assert.equal(keys.headers.get("access-control-allow-origin"), "*");
  const authorize = await fetch(server.authorization_endpoint, { headers: { origin: ORIGIN }, redirect: "manual" });
  assert.equal(authorize.headers.get("access-control-allow-origin"), null);
});

test("device_polledTooEarly_isPendingAndThenToSlowDown", async () => {
  const asked = await oauth.deviceAuthorizationRequest(server, device, oauth.None(), { scope: "openid" }, http);
  const started = await oauth.processDeviceAuthorizationResponse(server, device, asked);
  assert.equal(started.interval, 5);
  assert.equal(started.expires_in, 600);
  for (const expected of ["authorization_pending", "slow_down"]) {
    const polled = await oauth.deviceCodeGrantRequest(server, device, oauth.None(), started.device_code, http);
    await refused(expected, oauth.processDeviceCodeResponse(server, device, polled));
  }
});

test("device_codeOfAnotherClient_isRefused", async () => {
  const asked = await oauth.deviceAuthorizationRequest(server, device, oauth.None(), { scope: "openid" }, http);
  const started = await oauth.processDeviceAuthorizationResponse(server, device, asked);
  const other = { client_id: "app_demo" };
  const polled = await oauth.deviceCodeGrantRequest(server, other, oauth.None(), started.device_code, http);
  await refused("invalid_grant", oauth.processDeviceCodeResponse(server, other, polled));
});

test("assertion_usedTwice_isInvalidClient", async () => {
  const client = { client_id: "app_assertion" };
  const once = { jti: "the-same-id-" + oauth.generateRandomState() };
  const key = { key: world.signingKey, kid: "key-1" };
  const answers = [];
  for (let i = 0; i < 2; i++) {
    const authentication = oauth.PrivateKeyJwt(key, { [oauth.modifyAssertion]: (header, claims) => Object.assign(claims, once) });
    const response = await oauth.refreshTokenGrantRequest(server, client, authentication, "unknown", http);
    answers.push((await response.json()).error);
  }
  assert.deepEqual(answers, ["invalid_grant", "invalid_client"]);
});

test("assertion_forTheTokenEndpointOrTooLong_isInvalidClient", async () => {
  const client = { client_id: "app_assertion" };
  const key = { key: world.signingKey, kid: "key-1" };
  const now = Math.floor(Date.now() / 1000);
  const faults = [{ aud: server.token_endpoint }, { aud: [issuer.href, "x"] }, { exp: now + 3600 }, { sub: "app_basic" }, { exp: now - 300 }];
  for (const fault of faults) {
    const authentication = oauth.PrivateKeyJwt(key, { [oauth.modifyAssertion]: (header, claims) => Object.assign(claims, fault) });
    const response = await oauth.refreshTokenGrantRequest(server, client, authentication, "unknown", http);
    assert.equal(response.status, 401, JSON.stringify(fault));
    assert.equal((await response.json()).error, "invalid_client");
  }
});

test("grant_thatIsRefusedOnPurpose_isUnsupported", async () => {
  const secret = oauth.ClientSecretBasic(clients.app_basic.client_secret);
  for (const grant of ["implicit", "urn:openid:params:grant-type:ciba", "urn:ietf:params:oauth:grant-type:jwt-bearer"]) {
    const response = await oauth.genericTokenEndpointRequest(server, { client_id: "app_basic" }, secret, grant, {}, http);
    assert.equal((await response.json()).error, "unsupported_grant_type", grant);
  }
});
