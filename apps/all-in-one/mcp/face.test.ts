import { join } from "node:path";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callBy, connect, type McpSystem, startMcpSystem } from "./start-mcp.fixture.ts";

let mcp: McpSystem;
beforeAll(async () => {
  mcp = await startMcpSystem();
});
afterAll(() => mcp.stop());

const discover = { jsonrpc: "2.0", id: 1, method: "tools/list" };

function ask(headers: Record<string, string>): Promise<Response> {
  return fetch(mcp.url, {
    method: "POST",
    headers: {
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify(discover),
  });
}

test("nobody gets in without a token, with a wrong one, or with a cookie alone", async () => {
  const { token: feed } = await mcp.makeToken({ name: "calendar", scope: "feed" });
  const strangers: Record<string, string>[] = [
    {},
    { authorization: "Bearer pak_wrong" },
    { authorization: "Basic YTpi" },
    { authorization: `Bearer ${feed}` },
    { cookie: mcp.cookie },
  ];
  for (const headers of strangers) {
    const answer = await ask(headers);
    expect(answer.status, JSON.stringify(headers)).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  }
  expect((await ask({ authorization: `Bearer ${mcp.token}` })).status).toBe(200);
});

test("a page of another site is refused, our own is not", async () => {
  const authorization = `Bearer ${mcp.token}`;
  expect((await ask({ authorization, origin: "https://evil.example" })).status).toBe(403);
  expect((await ask({ authorization, origin: "null" })).status).toBe(403);
  expect((await ask({ authorization, origin: mcp.url.origin })).status).toBe(200);
});

test("a token that is revoked is refused within five seconds", async () => {
  const { id, token } = await mcp.makeToken({ name: "soon gone" });
  const authorization = `Bearer ${token}`;
  expect((await ask({ authorization })).status).toBe(200);
  await mcp.pool.query("delete from tokens where id = $1", [id]);
  await expect
    .poll(async () => (await ask({ authorization })).status, { timeout: 5_000 })
    .toBe(401);
});

test("a client of an older revision has a session, which nobody else can use", async () => {
  const client = await connect(mcp.url, mcp.token, "legacy");
  expect(client.getNegotiatedProtocolVersion()).toBe("2025-11-25");
  expect(client.getInstructions()).toContain("Europe/Berlin");
  expect((await callBy(client, "add_tasks", { tasks: [{ title: "By an old one" }] })).isError).toBe(
    false,
  );
  await client.close();

  const begin = {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: {
      protocolVersion: "2025-11-25",
      capabilities: {},
      clientInfo: { name: "test", version: "1" },
    },
  };
  const headers = {
    accept: "application/json, text/event-stream",
    "content-type": "application/json",
    authorization: `Bearer ${mcp.token}`,
  };
  const begun = await fetch(mcp.url, { method: "POST", headers, body: JSON.stringify(begin) });
  const session = begun.headers.get("mcp-session-id") ?? "";
  expect(session).not.toBe("");
  const { token: other } = await mcp.makeToken({ name: "other" });
  expect(
    (await ask({ authorization: headers.authorization, "mcp-session-id": session })).status,
  ).toBe(200);
  expect((await ask({ authorization: `Bearer ${other}`, "mcp-session-id": session })).status).toBe(
    404,
  );
  const ended = { ...headers, "mcp-session-id": session };
  expect((await fetch(mcp.url, { method: "DELETE", headers: ended })).status).toBe(200);
  expect((await ask(ended)).status).toBe(404);
});

test("resources are today's tasks, those overdue, and each", async () => {
  const read = async (uri: string) => {
    const [one] = (await mcp.client.readResource({ uri })).contents;
    if (one === undefined || !("text" in one)) throw new Error("no text");
    return JSON.parse(one.text);
  };
  const today = await mcp.add({ title: "For today", due_date: "today" });
  const late = await mcp.add({ title: "For last year", due_date: "2025-01-02" });
  expect((await mcp.client.listResources()).resources.map(({ uri }) => uri)).toEqual([
    "tasks://today",
    "tasks://overdue",
  ]);
  const { resourceTemplates } = await mcp.client.listResourceTemplates();
  expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual(["tasks://{id}"]);
  expect((await read("tasks://today")).tasks).toMatchObject([{ id: today.id }]);
  expect((await read("tasks://overdue")).tasks).toMatchObject([{ id: late.id }]);
  expect(await read(`tasks://${late.id}`)).toMatchObject({ title: "For last year" });
  const bob = await mcp.signUp("bob");
  const theirs = await bob.post("/tasks", { title: "Bob's" });
  for (const id of [theirs.id, "nothing"]) await expect(read(`tasks://${id}`)).rejects.toThrow();
});

test("prompts plan a day and review a week", async () => {
  const { prompts } = await mcp.client.listPrompts();
  expect(prompts.map(({ name }) => name)).toEqual(["plan_my_day", "weekly_review"]);
  for (const { name } of prompts) {
    const { messages } = await mcp.client.getPrompt({ name });
    expect(JSON.stringify(messages)).toContain("get_overview");
  }
});

const entry = join(import.meta.dirname, "../../mcp/main.ts");

test("on stdio the same tools work with an address and a token", async () => {
  const client = new Client({ name: "test", version: "1" });
  const env = { PAKAURA_URL: mcp.url.origin, PAKAURA_TOKEN: mcp.token };
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [entry], env }));
  expect((await client.listTools()).tools).toHaveLength(14);
  const told = await callBy(client, "add_tasks", {
    tasks: [{ title: "By stdio", due_date: "2031-03-04" }],
  });
  expect(told.tasks).toMatchObject([{ title: "By stdio", due_local: "Tuesday, 4 March 2031" }]);
  await client.close();
});
