// As much of a browser as the pages without JavaScript need: cookies, redirects and forms.
import assert from "node:assert/strict";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'" };
const MOST_REDIRECTS = 20;

const text = (html) => html.replace(/&[a-z0-9#]+;/gi, (entity) => ENTITIES[entity.toLowerCase()] ?? entity);
const attributes = (tag) =>
  Object.fromEntries([...tag.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name, text(value)]));

/** What a browser shows: a page, or the client's URL that it was sent to. */
class Page {
  constructor(browser, url, status, html) {
    Object.assign(this, { browser, url, status, html });
  }

  /** The form that has a field or button of this name or id. */
  #form(name) {
    const forms = [...this.html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag, content]) => ({
      action: attributes(tag).action ?? this.url,
      fields: [...content.matchAll(/<(?:input|button)\b([^>]*)>/g)].map(([, field]) => attributes(field)),
    }));
    return forms.find((form) => form.fields.some((field) => field.name === name || field.id === name));
  }

  has(name) {
    return this.#form(name) !== undefined;
  }

  /** Fills the fields in and presses the button, by its id. */
  press(button, values = {}) {
    const form = this.#form(button);
    assert.ok(form, `no ${button} on ${this.url}: ${this.html}`);
    const body = new URLSearchParams();
    for (const field of form.fields) {
      if (field.name && (field.type !== "submit" || field.id === button)) {
        body.set(field.name, values[field.name] ?? field.value ?? "");
      }
    }
    return this.browser.request("POST", new URL(form.action, this.url).href, body, new URL(this.url).origin);
  }
}

export class Browser {
  #cookies = new Map();
  #clients;

  /** One that stops where it would leave for a client, at these addresses. */
  constructor(...clients) {
    this.#clients = clients;
  }

  open(url) {
    return this.request("GET", String(url));
  }

  async request(method, url, body, origin) {
    for (let i = 0; i < MOST_REDIRECTS; i++) {
      if (this.#clients.some((client) => url.startsWith(client))) {
        return new Page(this, url, 0, "");
      }
      const response = await fetch(url, { method, body, redirect: "manual", headers: this.#headers(origin) });
      this.#keep(response);
      const location = response.headers.get("location");
      if (location === null) {
        return new Page(this, url, response.status, await response.text());
      }
      assert.ok([302, 303].includes(response.status), `redirected by ${response.status}`);
      [method, body, origin, url] = ["GET", undefined, undefined, new URL(location, url).href];
    }
    assert.fail(`too many redirects, the last to ${url}`);
  }

  #headers(origin) {
    const headers = { accept: "text/html", cookie: [...this.#cookies].map((pair) => pair.join("=")).join("; ") };
    return origin === undefined ? headers : { ...headers, origin, "sec-fetch-site": "same-origin" };
  }

  #keep(response) {
    for (const line of response.headers.getSetCookie()) {
      const [pair, ...rest] = line.split(";").map((part) => part.trim());
      const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
      if (value === "" || rest.some((part) => /^max-age=0$/i.test(part))) {
        this.#cookies.delete(name);
      } else {
        this.#cookies.set(name, value);
      }
    }
  }

  /** Answers whatever page comes, until it is none of signing in or allowing any more. */
  async answer(page, person, decision = "approve") {
    for (let i = 0; i < MOST_REDIRECTS; i++) {
      if (page.has("approve")) {
        page = await page.press(decision);
      } else if (page.has("password")) {
        page = await page.press("sign-in", { email: person.email, password: person.password });
      } else if (page.has("email")) {
        page = await page.press("sign-in", { email: person.email });
      } else {
        return page;
      }
    }
    assert.fail(`asked again and again, at last on ${page.url}`);
  }

  async signIn(url, person, decision) {
    return this.answer(await this.open(url), person, decision);
  }
}
