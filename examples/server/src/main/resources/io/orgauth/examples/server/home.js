// A page of the product's own origin: it reads who is signed in, and gets a token for the data plane into memory only.
const json = async (url, request) => (await fetch(url, request)).json();
const say = (id, text) => { document.getElementById(id).textContent = text; };

const settings = await json("/home.json");
const session = await json(settings.auth + "/session");
say("email", session.email);
say("roles", session.roles.join(", "));
say("organization", session.organization);
say("authentications", session.authentications.map((one) => one.method).join(", "));
document.getElementById("sign-out").href = settings.auth + "/sign-out";

document.getElementById("call").addEventListener("click", async () => {
  const token = await json(settings.auth + "/session/token", {
    method: "POST",
    headers: { "X-CSRF-Token": session.csrf_token },
    body: new URLSearchParams({ resource: settings.dataPlane }),
  });
  const answer = token.access_token
    ? await json(settings.dataPlane + "/whoami", { headers: { Authorization: "Bearer " + token.access_token } })
    : token;
  say("answer", JSON.stringify(answer, null, 2));
});
