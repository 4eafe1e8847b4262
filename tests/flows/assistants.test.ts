import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { type AssistantAnswer, assistantAnswerSchema } from "@pakaura/contract/assistant";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Account, signUp } from "../account.ts";
import { freePort } from "../free-port.ts";
import { isOnStack, temporaryFolder } from "../product.ts";
import { tasksOf } from "./due-tasks.ts";
import { type Started, startPakaura } from "./npm-start.ts";

/** What one replica knows, the other has to know as well: the web server asks them in turn. */
const words = isOnStack ? ["--replicas=api=2"] : [];

const patience = { timeout: 60_000, interval: 50 };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let pakaura: Started;
let url: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  const port = await freePort();
  url = `http://localhost:${port}`;
  pakaura = await startPakaura(
    { PAKAURA_DATA: folder.path, PORT: port, PUBLIC_URL: url, MCP_CLIENT_REGISTRATION: "true" },
    ...words,
  );
});
afterAll(async () => {
  await pakaura?.end("SIGTERM");
  await folder?.remove();
});

test("an assistant of others that knows the address alone finds out how to get in", async () => {
  const headers = { "content-type": "application/json" };
  const refused = await fetch(`${url}/mcp`, { method: "POST", headers, body: "{}" });
  expect(refused.status).toBe(401);
  const large = JSON.stringify({ text: "a".repeat(2_000_000) });
  expect((await fetch(`${url}/mcp`, { method: "POST", headers, body: large })).status).toBe(413);
  const challenge = refused.headers.get("www-authenticate") ?? "";
  const metadata = /resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? "";
  expect(await (await fetch(metadata)).json()).toMatchObject({ resource: `${url}/mcp` });
  for (const path of ["", "/api/auth"]) {
    const server = await fetch(`${url}/.well-known/oauth-authorization-server${path}`);
    expect(await server.json()).toMatchObject({
      issuer: `${url}/api/auth`,
      registration_endpoint: `${url}/api/auth/oauth2/register`,
    });
  }
});

test.each(["auto", "legacy"] as const)(
  "it works on the tasks of whose token it has, by whichever revision: %s",
  async (mode) => {
    const ann = await signUp(url, "ann");
    const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
    const place = new URL(`${url}/mcp`);
    const requestInit = { headers: ann.headers };
    await client.connect(new StreamableHTTPClientTransport(place, { requestInit }));
    for (const title of ["Oil the gate", "Prune the roses", "Rake the leaves"]) {
      const added = await client.callTool({
        name: "add_tasks",
        arguments: { tasks: [{ title }] },
      });
      expect(added.isError, JSON.stringify(added)).not.toBe(true);
      expect(await tasksOf(url, ann).titled(title)).toHaveLength(1);
    }
    const found = await client.callTool({ name: "find_tasks", arguments: { search: "roses" } });
    expect(JSON.stringify(found.structuredContent)).toContain("Prune the roses");
    await client.close();
  },
);

/** What comes of saying something to our own assistant. */
async function ask(account: Account, body: object, key?: string): Promise<Response> {
  return fetch(`${url}/api/v1/assistant`, {
    method: "POST",
    headers: {
      ...account.headers,
      "content-type": "application/json",
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    body: JSON.stringify(body),
  });
}

async function say(account: Account, body: object): Promise<AssistantAnswer> {
  const answer = await ask(account, body);
  const said = await answer.text();
  expect(answer.status, said).toBe(200);
  return assistantAnswerSchema.parse(JSON.parse(said));
}

test("a conversation goes on, and a turn is taken back", async () => {
  const ann = await signUp(url, "ann");
  const tasks = tasksOf(url, ann);
  const made = await say(ann, { text: "add water the fern tomorrow" });
  const { conversation_id } = made;
  await say(ann, { text: "make it urgent", conversation_id });
  const tagged = await say(ann, { text: "and tag it with home", conversation_id });
  expect(await tasks.titled("Water the fern")).toMatchObject([
    { priority: "urgent", tags: ["home"] },
  ]);
  const undo = `${url}/api/v1/assistant/turns/${tagged.turn_id}/undo`;
  const undone = await fetch(undo, { method: "POST", headers: ann.headers });
  expect(undone.status).toBe(200);
  expect(await tasks.titled("Water the fern")).toMatchObject([{ priority: "urgent", tags: [] }]);
});

test("what waits for a yes is carried out once, however often it is said at the same time", async () => {
  const ann = await signUp(url, "ann");
  for (const title of ["Oil the gate", "Prune the roses"])
    await say(ann, { text: `add ${title} and tag it with yard` });
  const asked = await say(ann, { text: "delete everything tagged yard" });
  expect(asked).toMatchObject({ effect: "confirm" });
  const { conversation_id, pending_id } = asked;
  const yes = { text: "yes", conversation_id, confirm: pending_id };
  const answers = await Promise.all([1, 2, 3, 4].map(() => ask(ann, yes)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409, 409, 409]);
  expect(await tasksOf(url, ann).titled("Oil the gate")).toEqual([]);
});

test("a turn is carried out once by its key, at whichever replicas it arrives at the same time", async () => {
  const ann = await signUp(url, "ann");
  const said = { text: "add oil the gate" };
  const answers = await Promise.all([1, 2, 3, 4].map(() => ask(ann, said, "oil")));
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(bodies).size, bodies.join("\n")).toBe(1);
  expect(answers[0]?.status).toBe(200);
  expect(await tasksOf(url, ann).titled("Oil the gate")).toHaveLength(1);
});

test("a reminder that was put off comes no more at the new time once that is taken back", async () => {
  const ann = await signUp(url, "ann");
  const tasks = tasksOf(url, ann);
  await tasks.addWithReminder("Call Ada", 2_000);
  await vi.waitFor(async () => expect(await tasks.firedReminders()).toHaveLength(1), patience);
  const fired = await tasks.firedReminders();
  const snoozed = await say(ann, { text: "snooze call ada for 20 minutes and make it urgent" });
  expect(snoozed).toMatchObject({ effect: "execute", undoable: true });
  expect(await tasks.firedReminders()).toEqual([]);
  const undone = await say(ann, { text: "undo", conversation_id: snoozed.conversation_id });
  expect(undone).toMatchObject({ effect: "execute" });
  expect(await tasks.firedReminders()).toEqual(fired);
  expect(await tasks.titled("Call Ada")).toMatchObject([{ priority: "none" }]);
  await vi.waitFor(async () => {
    expect(await tasks.sentences()).toContain("Reminder cancelled: Call Ada");
  }, patience);
});
