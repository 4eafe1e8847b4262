import { createServer } from "node:net";
import { runConformance } from "@pakaura/mcp/conformance/run-conformance.fixture";
import { freePort } from "@pakaura/stack/parts/free-port";
import { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { registerApp } from "./app.fixture.ts";
import { callBy, connect, type McpSystem, startMcpSystem } from "./start-mcp.fixture.ts";

let mcp: McpSystem;
let origin: string;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  mcp = await startMcpSystem({
    port,
    env: { PUBLIC_URL: origin, MCP_CLIENT_REGISTRATION: "true" },
  });
});
afterAll(() => mcp.stop());

/** What the tests look into; `toMatchObject` says what has to be there. */
const anySchema = z.looseObject({
  items: z.array(z.looseObject({ id: z.string() })).default([]),
  authorization_servers: z.array(z.string()).default([]),
  grant_types_supported: z.array(z.string()).default([]),
  access_token: z.string().default(""),
  refresh_token: z.string().default(""),
});

const scopes = "tasks:read tasks:write offline_access";

async function json(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${origin}${path}`, { headers });
  const body = anySchema.parse(await answer.json());
  return { status: answer.status, body };
}

function askMcp(token: string): Promise<Response> {
  return fetch(mcp.url, {
    method: "POST",
    headers: {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
  });
}

test("a client that knows the address alone finds out how to get access", async () => {
  const refused = await askMcp("nothing");
  expect(refused.status).toBe(401);
  const challenge = refused.headers.get("www-authenticate") ?? "";
  const metadata = /resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? "";
  expect(challenge).toContain('scope="tasks:read tasks:write"');
  const resource = anySchema.parse(await (await fetch(metadata)).json());
  expect(resource).toMatchObject({
    resource: `${origin}/mcp`,
    scopes_supported: ["tasks:read", "tasks:write"],
  });
  expect((await json("/.well-known/oauth-protected-resource")).body).toEqual(resource);
  const [issuer = ""] = resource.authorization_servers;
  const { pathname } = new URL(issuer);
  const server = (await json(`/.well-known/oauth-authorization-server${pathname}`)).body;
  expect(server).toMatchObject({
    issuer,
    code_challenge_methods_supported: ["S256"],
    client_id_metadata_document_supported: true,
    registration_endpoint: `${origin}/api/auth/oauth2/register`,
  });
  expect(server.grant_types_supported.toSorted()).toEqual(["authorization_code", "refresh_token"]);
  expect((await json("/.well-known/oauth-authorization-server")).body).toEqual(server);
});

test("an app that was allowed gets at the tasks, and at nothing else, until it is disconnected", async () => {
  const app = await registerApp(origin);
  const cem = await mcp.signUp("cem");
  const tokens = await app.connect(cem.cookie, scopes);
  expect(tokens.expires_in).toBeLessThanOrEqual(900);
  const client = await connect(mcp.url, tokens.access_token);
  expect((await client.listTools()).tools).toHaveLength(14);
  const told = await callBy(client, "add_tasks", { tasks: [{ title: "By an app" }] });
  expect(told.tasks).toMatchObject([{ title: "By an app" }]);
  await expect
    .poll(
      async () => (await callBy(client, "find_activity", { text: "By an app" })).data["entries"],
    )
    .toMatchObject([{ actor_detail: "token: Robot" }]);
  const authorization = `Bearer ${tokens.access_token}`;
  for (const path of ["/me", "/tasks", "/tokens", "/connected-apps"]) {
    expect((await json(`/api/v1${path}`, { authorization })).status, path).toBe(401);
  }

  const { body } = await json("/api/v1/connected-apps", { cookie: cem.cookie });
  expect(body.items).toMatchObject([{ name: "Robot", host: null, access: "write" }]);
  const bob = await mcp.signUp("bob");
  const path = `/api/v1/connected-apps/${body.items[0]?.id}`;
  const disconnect = (cookie: string) =>
    mcp.open.inject({ method: "DELETE", url: path, headers: { cookie } });
  expect((await disconnect(bob.cookie)).statusCode).toBe(404);
  expect((await askMcp(tokens.access_token)).status).toBe(200);
  expect((await disconnect(cem.cookie)).statusCode).toBe(204);
  await expect
    .poll(async () => (await askMcp(tokens.access_token)).status, { timeout: 5_000 })
    .toBe(401);
  expect((await app.refresh(tokens.refresh_token)).status).toBe(400);
  expect((await disconnect(cem.cookie)).statusCode).toBe(404);
  await client.close();
});

test("what is not asked for is not given: an app that may read sees the tools that read", async () => {
  const app = await registerApp(origin);
  const { access_token: token, scope } = await app.connect(mcp.cookie, "tasks:read offline_access");
  expect(scope.split(" ")).not.toContain("tasks:write");
  const client = await connect(mcp.url, token);
  expect((await client.listTools()).tools).toHaveLength(5);
  await client.close();
});

test("a token goes on by refreshing, and the one before is used up", async () => {
  const app = await registerApp(origin);
  const { refresh_token: first } = await app.connect(mcp.cookie, scopes);
  const next = await app.refresh(first);
  expect(next.status).toBe(200);
  const { access_token: token, refresh_token: second } = anySchema.parse(await next.json());
  expect(second).not.toBe(first);
  expect((await askMcp(token)).status).toBe(200);
});

test("the protocol's suite for authorization servers passes", async () => {
  const port = await freePort();
  const app = await registerApp(origin, `http://127.0.0.1:${port}/callback`);
  const { body } = await json("/.well-known/oauth-protected-resource");
  const [issuer = ""] = body.authorization_servers;
  let isVisited = false;
  const { code, output } = await runConformance(
    `authorization --url ${issuer} --client-id ${app.clientId} --resource ${origin}/mcp --port ${port}`.split(
      " ",
    ),
    (said) => {
      const address = /^https?:\S+\/oauth2\/authorize\?\S+$/m.exec(said)?.[0];
      if (address === undefined || isVisited) return;
      isVisited = true;
      // A person who opens the address that the suite prints, and says yes.
      void app
        .visit(address, mcp.cookie)
        .then((place) => app.consent(place, mcp.cookie, true))
        .then((back) => fetch(back));
    },
  );
  expect(code, output).toBe(0);
  expect(isVisited, output).toBe(true);
});

test("nobody is connected without having said yes", async () => {
  const app = await registerApp(origin);
  const stranger = await app.authorize("", scopes);
  expect(stranger.place.pathname).toBe("/connect");
  const { place, verifier } = await app.authorize(mcp.cookie, scopes);
  expect(place.pathname).toBe("/connect");
  const denied = await app.consent(place, mcp.cookie, false);
  expect(denied.searchParams.get("error")).toBe("access_denied");
  expect(denied.searchParams.get("code")).toBeNull();
  expect((await app.exchange("a-code-that-is-none", verifier)).status).toBeGreaterThanOrEqual(400);

  const foreign = await fetch(`${origin}/api/auth/oauth2/consent`, {
    method: "POST",
    headers: {
      cookie: mcp.cookie,
      origin: "https://evil.example",
      "content-type": "application/json",
    },
    body: JSON.stringify({ accept: true, oauth_query: place.search.slice(1) }),
  });
  expect(foreign.status).toBe(403);
});

test("somebody who signs in on the way there can say yes then", async () => {
  const app = await registerApp(origin);
  const { place, verifier } = await app.authorize("", scopes);
  const back = await app.consent(place, mcp.cookie, true);
  const answer = await app.exchange(back.searchParams.get("code") ?? "", verifier);
  expect(answer.status).toBe(200);
});

test("a code is no use without its verifier, nor a second time", async () => {
  const app = await registerApp(origin);
  const { place, verifier } = await app.authorize(mcp.cookie, scopes);
  const back = await app.consent(place, mcp.cookie, true);
  const code = back.searchParams.get("code") ?? "";
  expect((await app.exchange(code, "x".repeat(43))).status).toBeGreaterThanOrEqual(400);
  const again = await app.authorize(mcp.cookie, scopes);
  const second = again.place.searchParams.get("code") ?? "";
  expect(again.place.searchParams.get("state")).toBe("state-of-the-app");
  expect((await app.exchange(second, again.verifier)).status).toBe(200);
  expect((await app.exchange(second, again.verifier)).status).toBeGreaterThanOrEqual(400);
  expect((await app.exchange(code, verifier)).status).toBeGreaterThanOrEqual(400);
});

test("the documents of apps are never fetched from this machine or its network", async () => {
  let connections = 0;
  const trap = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  const port = await new Promise<number>((resolve) => {
    trap.listen(0, "127.0.0.1", () => {
      const address = trap.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  for (const host of ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]"]) {
    for (const scheme of ["https", "http"]) {
      const query = new URLSearchParams({
        response_type: "code",
        client_id: `${scheme}://${host}:${port}/app.json`,
        redirect_uri: `${scheme}://${host}:${port}/callback`,
        scope: scopes,
        code_challenge: "x".repeat(43),
        code_challenge_method: "S256",
      });
      const answer = await fetch(`${origin}/api/auth/oauth2/authorize?${query.toString()}`, {
        headers: { cookie: mcp.cookie },
        redirect: "manual",
      });
      expect(answer.headers.get("location") ?? "", host).not.toContain("code=");
      expect(answer.status, host).toBeLessThan(500);
    }
  }
  expect(connections).toBe(0);
  trap.close();
});
