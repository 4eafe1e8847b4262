import { createHash } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuth } from "../auth.ts";
import { createOauth, type OauthSettings } from "./create-oauth.ts";
import { oauthAddress } from "./oauth-address.ts";

const origin = "https://tasks.example.org";
const clientId = "https://robot.example.com/client.json";
const redirectUri = "https://robot.example.com/callback";
const verifier = "a-verifier-that-is-at-least-forty-three-characters-long";
const document = {
  client_id: clientId,
  client_name: "Robot",
  redirect_uris: [redirectUri],
  grant_types: ["authorization_code", "refresh_token"],
  token_endpoint_auth_method: "none",
};

let database: TestDatabase;
let cookie: string;
let shared: Omit<OauthSettings, "fetchDocument">;

beforeAll(async () => {
  database = await createTestDatabase();
  const address = oauthAddress(origin);
  if (address === null) throw new Error("HTTPS is an address for apps");
  const secret = "a-secret-of-tests-that-is-long-enough-0123456789";
  const basics = { secret, pool: database.pool, log: () => undefined };
  shared = { ...basics, address, allowsRegistration: false, isSecure: true };
  const auth = createAuth({ ...basics, trustedOrigins: [], isSecure: true });
  const signedUp = await auth.handler(
    new Request(`${origin}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Ann", email: "ann@example.org", password: "long enough" }),
    }),
  );
  cookie = signedUp.headers.getSetCookie().join("; ");
});
afterAll(() => database.drop());

/** The authorization server, where an app's address leads to this answer; and the addresses that were fetched. */
function serverWith(answer: (address: string) => Response): {
  handle: (request: Request) => Promise<Response>;
  fetched: string[];
} {
  const fetched: string[] = [];
  const handle = createOauth({
    ...shared,
    fetchDocument: async (address) => {
      fetched.push(String(address));
      return answer(String(address));
    },
  });
  return { handle, fetched };
}

function authorize(id: string, redirect = redirectUri): Request {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: id,
    redirect_uri: redirect,
    scope: "tasks:read",
    state: "state-of-the-app",
    resource: `${origin}/mcp`,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const address = `${origin}/api/auth/oauth2/authorize?${query.toString()}`;
  return new Request(address, { headers: { cookie, accept: "text/html" } });
}

test("an app that nobody registered is known by the document at its address", async () => {
  const { handle, fetched } = serverWith(() => Response.json(document));
  const asked = await handle(authorize(clientId));
  const place = new URL(asked.headers.get("location") ?? "", origin);
  expect(place.pathname).toBe("/connect");
  const allowed = await handle(
    new Request(`${origin}/api/auth/oauth2/consent`, {
      method: "POST",
      headers: { cookie, origin, "content-type": "application/json" },
      body: JSON.stringify({ accept: true, oauth_query: place.search.slice(1) }),
    }),
  );
  const { url } = (await allowed.json()) as { url: string };
  expect(url).toContain(redirectUri);
  const exchanged = await handle(
    new Request(`${origin}/api/auth/oauth2/token`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "authorization_code",
        client_id: clientId,
        redirect_uri: redirectUri,
        code: new URL(url).searchParams.get("code") ?? "",
        code_verifier: verifier,
        resource: `${origin}/mcp`,
      }),
    }),
  );
  expect(exchanged.status).toBe(200);
  expect(await exchanged.json()).toMatchObject({ token_type: "Bearer", scope: "tasks:read" });
  expect(fetched).toEqual([clientId]);
});

/** Where a refused app is told: in an answer, or on a page of ours. Never at the app's own address. */
async function refusalOf(answer: Response): Promise<string> {
  const place = answer.headers.get("location");
  if (place === null) return answer.text();
  expect(new URL(place, origin).origin).toBe(origin);
  return place;
}

const elsewhere = "https://other.example.com/client.json";
test.each<[why: string, id: string, answer: () => Response]>([
  ["names another address", elsewhere, () => Response.json(document)],
  ["is not there", elsewhere, () => new Response("no", { status: 404 })],
  ["is no JSON", elsewhere, () => new Response("<html>")],
  ["has no name", elsewhere, () => Response.json({ ...document, client_name: "" })],
  [
    "is too long",
    elsewhere,
    () => Response.json({ ...document, client_id: elsewhere, client_name: "a".repeat(6_000) }),
  ],
  [
    "leads elsewhere",
    elsewhere,
    () => new Response(null, { status: 302, headers: { location: clientId } }),
  ],
])("an app whose document %s is refused", async (_why, id, answer) => {
  const refused = await serverWith(answer).handle(authorize(id));
  expect(await refusalOf(refused)).toMatch(/invalid_client/);
});

test("a document may not send the person to an address that it does not name", async () => {
  const { handle } = serverWith(() => Response.json(document));
  const refused = await handle(authorize(clientId, "https://thief.example.com/callback"));
  expect(await refusalOf(refused)).toMatch(/invalid_redirect/);
});

test.each([
  "https://127.0.0.1/client.json",
  "https://localhost/client.json",
  "https://10.0.0.1/client.json",
  "https://[::1]/client.json",
  "https://169.254.169.254/client.json",
  "https://user:secret@robot.example.com/client.json",
  "https://robot.example.com/a/../client.json",
])("nothing is fetched from %s", async (id) => {
  const { handle, fetched } = serverWith(() => Response.json({ ...document, client_id: id }));
  expect(await refusalOf(await handle(authorize(id)))).toMatch(/invalid_client/);
  expect(fetched).toEqual([]);
});
