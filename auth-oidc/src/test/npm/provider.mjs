// oidc-provider on a free port of loopback. Reads its clients, a JSON array, from the first argument; prints its issuer; ends with
// its standard input.
import http from "node:http";
import { Provider } from "oidc-provider";

const clients = JSON.parse(process.argv[2]);
const people = { ada: { email: "ada@acme.com", email_verified: true, name: "Ada", groups: ["staff", "ops"] } };

const server = http.createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients,
    scopes: ["openid", "email", "profile", "groups"],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "private_key_jwt"],
    enabledJWA: { clientAuthSigningAlgValues: ["ES256"] },
    findAccount: (ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people[id] }),
    }),
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
