// What the example has written down for scripts, and the clients of its --clients file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { importJWK } from "jose";

const read = (name) => JSON.parse(readFileSync(join(process.env.PEERS, name), "utf8"));
const demo = read("demo.json");

export const issuer = new URL(demo.issuer);
export const dataPlane = demo.dataPlane;
export const dataPlaneClient = demo.dataPlaneClient;
export const insecure = issuer.protocol === "http:";
export const [acme, globex] = demo.organizations;
export const ada = person(acme, "member");
export const eve = person(globex, "member");
/** The one that acts for itself. */
export const service = acme.clients.find((client) => client.roles.includes("member"));
export const clients = Object.fromEntries(read("clients.json").map((client) => [client.client_id, client]));
export const signingKey = await importJWK(read("key.json"), "ES256");

function person(organization, role) {
  return organization.users.find((user) => user.roles.includes(role));
}

/** The RFC's error code, which the libraries read from the redirect or the body, unless there is a challenge beside it. */
export async function refused(code, promise) {
  const error = await promise.then(() => assert.fail(`not refused with ${code}`), (reason) => reason);
  const said = error.error ?? (await error.response?.json())?.error;
  assert.equal(said, code, error.stack);
}
