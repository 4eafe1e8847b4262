import assert from "node:assert";

/** More steps than any sign-in has. */
const maxSteps = 20;

/**
 * Signs in at the provider of the tests as a browser would, from the address that a sign-in begins with. Answers the
 * address that the provider sends back to, which nobody has opened yet.
 */
export async function signInAtProvider(authorizationUrl: string, sub: string): Promise<URL> {
  const { origin } = new URL(authorizationUrl);
  const cookies = new Map<string, string>();
  let url = new URL(authorizationUrl);
  let form: URLSearchParams | undefined;
  for (let step = 0; step < maxSteps; step += 1) {
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: form }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get("location");
    if (location === null) {
      const page = await answer.text();
      const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
      assert(action !== undefined, page);
      url = new URL(action, url);
      form = new URLSearchParams({ prompt: "login", login: sub, password: "any" });
      continue;
    }
    url = new URL(location, url);
    form = undefined;
    if (url.origin !== origin) return url;
  }
  throw new Error(`The provider still asks after ${maxSteps} steps`);
}
