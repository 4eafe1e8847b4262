import { McpServer } from "@modelcontextprotocol/server";
import { expect, test } from "vitest";
import { Sessions } from "./sessions.ts";

const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  },
};

/** Begins a session as a client does, and answers its id. */
async function begin(sessions: Sessions, owner: string): Promise<string> {
  const server = new McpServer({ name: "test", version: "1" }, { capabilities: { tools: {} } });
  const transport = await sessions.begin(owner, server);
  const headers = {
    accept: "application/json, text/event-stream",
    "content-type": "application/json",
  };
  const body = JSON.stringify(initialize);
  const request = new Request("http://localhost/mcp", { method: "POST", headers, body });
  const answer = await transport.handleRequest(request);
  await answer.text();
  return answer.headers.get("mcp-session-id") ?? "";
}

test("a session is its owner's alone", async () => {
  const sessions = new Sessions();
  const id = await begin(sessions, "ann");
  expect(sessions.find(id, "ann")).not.toBeNull();
  expect(sessions.find(id, "bob")).toBeNull();
  expect(sessions.find("no session", "ann")).toBeNull();
  await sessions.close();
  expect(sessions.find(id, "ann")).toBeNull();
});

test("the one that was used longest ago ends for one too many, of its owner and of all", async () => {
  let now = 0;
  const sessions = new Sessions({ perOwner: 2, inAll: 3, idleMs: 1_000 }, () => (now += 1));
  const [first, second] = [await begin(sessions, "ann"), await begin(sessions, "ann")];
  expect(sessions.find(first, "ann")).not.toBeNull();
  const third = await begin(sessions, "ann");
  expect(sessions.find(second, "ann")).toBeNull();
  const others = [await begin(sessions, "bob"), await begin(sessions, "cid")];
  expect(sessions.size).toBe(3);
  expect(sessions.find(first, "ann")).toBeNull();
  expect(sessions.find(third, "ann")).not.toBeNull();
  expect(sessions.find(others[1] ?? "", "cid")).not.toBeNull();
  await sessions.close();
});

test("what nobody has used for long ends when another begins", async () => {
  let now = 0;
  const sessions = new Sessions({ perOwner: 9, inAll: 9, idleMs: 1_000 }, () => now);
  const idle = await begin(sessions, "ann");
  now = 2_000;
  await begin(sessions, "bob");
  expect(sessions.find(idle, "ann")).toBeNull();
  expect(sessions.size).toBe(1);
  await sessions.close();
});
