// jose, which knows nothing of us: are our keys and tokens what the RFCs say?
import assert from "node:assert/strict";
import test from "node:test";
import * as jose from "jose";
import { Browser } from "./browser.mjs";
import * as world from "./world.mjs";

const { dataPlane, issuer, service } = world;
const metadata = await (await fetch(`${issuer.href.replace(/\/$/, "")}/.well-known/openid-configuration`)).json();
const keys = jose.createRemoteJWKSet(new URL(metadata.jwks_uri));

async function token(body, headers = {}) {
  const response = await fetch(metadata.token_endpoint, { method: "POST", body: new URLSearchParams(body), headers });
  const answer = await response.json();
  assert.equal(response.status, 200, JSON.stringify(answer));
  return answer;
}

async function accessToken() {
  const pair = Buffer.from(`${service.client_id}:${service.client_secret}`).toString("base64");
  return (await token({ grant_type: "client_credentials" }, { authorization: `Basic ${pair}` })).access_token;
}

async function idToken() {
  const verifier = jose.base64url.encode(crypto.getRandomValues(new Uint8Array(32)));
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const redirect = "http://127.0.0.1/callback";
  const url = new URL(metadata.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: "app_native",
    redirect_uri: redirect,
    response_type: "code",
    scope: "openid email",
    nonce: "n-1",
    code_challenge: jose.base64url.encode(new Uint8Array(hash)),
    code_challenge_method: "S256",
  }).toString();
  const page = await new Browser(redirect).signIn(url, world.ada);
  const code = new URL(page.url).searchParams.get("code");
  return token({ grant_type: "authorization_code", client_id: "app_native", code, code_verifier: verifier });
}

test("issuer_isItsUrlExactlyAndAllElseIsBelow", () => {
  assert.equal(metadata.issuer, issuer.href.replace(/\/$/, ""));
  const urls = Object.entries(metadata).filter(([name]) => name.endsWith("_endpoint") || name === "jwks_uri");
  assert.ok(urls.length >= 8, `${urls.length}`);
  urls.forEach(([name, url]) => assert.ok(url.startsWith(metadata.issuer + "/"), name));
  assert.ok(metadata.id_token_signing_alg_values_supported.includes("RS256"));
  assert.ok(metadata.scopes_supported.includes("openid"));
});

test("jwks_hasDistinctPublicSigningKeys", async () => {
  const response = await fetch(metadata.jwks_uri);
  const { keys: published } = await response.json();
  assert.match(response.headers.get("cache-control"), /^public, max-age=\d+$/);
  assert.equal(new Set(published.map((key) => key.kid)).size, published.length);
  for (const key of published) {
    assert.equal(key.use, "sig");
    assert.equal((await jose.importJWK(key, key.alg)).type, "public");
    ["d", "p", "q", "dp", "dq", "qi", "k"].forEach((name) => assert.equal(key[name], undefined));
  }
});

test("accessToken_isOneOfRfc9068", async () => {
  const { payload, protectedHeader } = await jose.jwtVerify(await accessToken(), keys, {
    issuer: metadata.issuer,
    audience: dataPlane,
    typ: "at+jwt",
    algorithms: ["RS256"],
    requiredClaims: ["sub", "client_id", "iat", "exp", "jti", "org_id", "scope"],
  });
  assert.equal(typeof protectedHeader.kid, "string");
  assert.equal(typeof payload.aud, "string");
  assert.equal(payload.sub, service.client_id);
  assert.ok(payload.exp - payload.iat <= 600);
});

test("idToken_isOneOfOpenIdConnect", async () => {
  const answer = await idToken();
  const { payload, protectedHeader } = await jose.jwtVerify(answer.id_token, keys, {
    issuer: metadata.issuer,
    audience: "app_native",
    algorithms: ["RS256"],
    requiredClaims: ["sub", "iat", "exp", "auth_time", "nonce", "at_hash", "org_id"],
  });
  const half = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(answer.access_token))).slice(0, 16);
  assert.equal(payload.at_hash, jose.base64url.encode(half));
  assert.equal(payload.nonce, "n-1");
  assert.notEqual(protectedHeader.typ, "at+jwt");
});

test("token_withAnotherSignature_isRefusedHereAndThere", async () => {
  const genuine = await accessToken();
  const { privateKey } = await jose.generateKeyPair("RS256");
  const forged = await new jose.SignJWT(jose.decodeJwt(genuine))
    .setProtectedHeader(jose.decodeProtectedHeader(genuine))
    .sign(privateKey);
  const unsigned = new jose.UnsecuredJWT(jose.decodeJwt(genuine)).encode();
  for (const [value, status] of [[genuine, 200], [forged, 401], [unsigned, 401]]) {
    const response = await fetch(`${dataPlane}/whoami`, { headers: { authorization: `Bearer ${value}` } });
    assert.equal(response.status, status);
  }
  await assert.rejects(jose.jwtVerify(forged, keys), { code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });
});
