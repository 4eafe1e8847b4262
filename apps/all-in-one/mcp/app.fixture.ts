import { createHash, randomBytes } from "node:crypto";
import { expect } from "vitest";
import { z } from "zod";

/** Where nothing listens: tests read what would be sent there. */
const nowhere = "http://127.0.0.1:45454/callback";
const formType = "application/x-www-form-urlencoded";
const tokensSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
  scope: z.string(),
});
type Tokens = z.infer<typeof tokensSchema>;

/** An app that wants access to somebody's tasks, and knows nothing but the address of the MCP server. */
export type App = {
  clientId: string;
  /** Goes to the authorization endpoint as a browser with this cookie, and answers where that leads. */
  authorize: (cookie: string, scope: string) => Promise<{ place: URL; verifier: string }>;
  /** Goes to an address as a browser with this cookie does, and answers where that leads. */
  visit: (address: string, cookie: string) => Promise<URL>;
  /** Asks the person, who says yes or no; answers where that leads. */
  consent: (place: URL, cookie: string, accept: boolean) => Promise<URL>;
  exchange: (code: string, verifier: string) => Promise<Response>;
  refresh: (token: string) => Promise<Response>;
  /** All of it at once: an app with access. */
  connect: (cookie: string, scope: string) => Promise<Tokens>;
};

/** The address that a browser is sent on to. */
function locationOf(answer: Response, origin: string): URL {
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get("location") ?? "", origin);
}

/** An app that has registered itself. */
export async function registerApp(origin: string, redirectUri = nowhere): Promise<App> {
  const registered = await fetch(`${origin}/api/auth/oauth2/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_name: "Robot",
      application_type: "native",
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: "none",
    }),
  });
  const body = await registered.text();
  expect(registered.ok, body).toBe(true);
  const { client_id: clientId } = z.object({ client_id: z.string() }).parse(JSON.parse(body));
  const resource = `${origin}/mcp`;

  const post = (fields: Record<string, string>): Promise<Response> =>
    fetch(`${origin}/api/auth/oauth2/token`, {
      method: "POST",
      headers: { "content-type": formType },
      body: new URLSearchParams({ client_id: clientId, resource, ...fields }),
    });

  const app: App = {
    clientId,
    authorize: async (cookie, scope) => {
      const verifier = randomBytes(32).toString("base64url");
      const query = new URLSearchParams({
        response_type: "code",
        client_id: clientId,
        redirect_uri: redirectUri,
        scope,
        state: "state-of-the-app",
        resource,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      });
      const address = `${origin}/api/auth/oauth2/authorize?${query.toString()}`;
      return { place: await app.visit(address, cookie), verifier };
    },
    visit: async (address, cookie) => {
      const answer = await fetch(address, { headers: { cookie }, redirect: "manual" });
      return locationOf(answer, origin);
    },
    consent: async (place, cookie, accept) => {
      const answer = await fetch(`${origin}/api/auth/oauth2/consent`, {
        method: "POST",
        headers: { cookie, origin, "content-type": "application/json" },
        body: JSON.stringify({ accept, oauth_query: place.search.slice(1) }),
      });
      const said = await answer.text();
      expect(answer.status, said).toBe(200);
      const { url } = z.object({ url: z.string() }).parse(JSON.parse(said));
      return new URL(url);
    },
    exchange: (code, verifier) =>
      post({
        grant_type: "authorization_code",
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    refresh: (token) => post({ grant_type: "refresh_token", refresh_token: token }),
    connect: async (cookie, scope) => {
      const { place, verifier } = await app.authorize(cookie, scope);
      const back = await app.consent(place, cookie, true);
      const answer = await app.exchange(back.searchParams.get("code") ?? "", verifier);
      const said = await answer.text();
      expect(answer.status, said).toBe(200);
      return tokensSchema.parse(JSON.parse(said));
    },
  };
  return app;
}
