import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Account, signUp } from "../account.ts";
import { type Product, startProduct, temporaryFolder } from "../product.ts";
import {
  type Document,
  type HostileRequest,
  hostileHeaders,
  hostileRequests,
} from "./hostile-requests.ts";
import { type Watch, watch } from "./watch.ts";

/** How long `/health/live` may take while anything else is asked. */
const longestMs = 250;
/** What really holds the process does so each time; another program on this machine does not. */
const tries = 6;
const tasksAtMost = 20_000;

let product: Product;
let watched: Watch;
let ann: Account;
let removeFolder: () => Promise<void>;
beforeAll(async () => {
  const folder = await temporaryFolder();
  removeFolder = folder.remove;
  product = await startProduct({
    dataDirectory: folder.path,
    environment: { RATE_LIMIT_REQUESTS_PER_MINUTE: "1000000" },
  });
  watched = watch(`${product.url}/health/live`, product.process.pid);
  await watched.longestWhile(async () => undefined);
}, 120_000);
// What is asked of every operation may end a session, or tokens.
beforeEach(async () => {
  ann = await signUp(product.url, "ann");
});
afterAll(async () => {
  await watched.stop();
  await product.stop();
  await removeFolder();
});

async function send({ method, path, headers = {}, body }: HostileRequest): Promise<number> {
  const text = body?.();
  try {
    const answer = await fetch(`${product.url}${path}`, {
      method,
      headers: { ...ann.headers, ...headers },
      ...(text === undefined ? {} : { body: text }),
      signal: AbortSignal.timeout(300_000),
    });
    await answer.body?.pipeTo(new WritableStream());
    return answer.status;
  } catch (error) {
    // A stream of events has no end, and what Node refuses to send is no attack.
    if (error instanceof Error) return 0;
    throw error;
  }
}

/**
 * Those of the requests during which somebody else had to wait, each time that they were sent, and those that
 * were answered with 500.
 */
async function wrong(requests: HostileRequest[]): Promise<string[]> {
  const found: string[] = [];
  for (const request of requests) {
    let ms = Infinity;
    let status = 0;
    for (let count = 0; count < tries && ms > longestMs; count += 1) {
      const sent = await watched.longestWhile(() => send(request));
      status = sent.result;
      ms = Math.min(ms, sent.ms);
    }
    const { method, path, what } = request;
    if (ms <= longestMs && status !== 500) continue;
    found.push(`${status} and ${Math.round(ms)} ms: ${method} ${path.slice(0, 80)}, ${what}`);
  }
  return found;
}

async function documentOf(): Promise<Document> {
  const answer = await fetch(`${product.url}/api/v1/openapi.json`);
  return (await answer.json()) as Document;
}

const json = { "content-type": "application/json" };
const weekly = { pattern: "weekly", day_of_week: ["MO", "WE", "FR"] };

test("no header holds the process", async () => {
  const paths = ["/", "/api/v1/tasks", "/api/auth/get-session", "/api/v1/openapi.json"];
  expect(await wrong(hostileHeaders(paths))).toEqual([]);
}, 600_000);

test("no operation of the document holds the process, whatever it is asked", async () => {
  const created = await fetch(`${product.url}/api/v1/tasks`, {
    method: "POST",
    headers: { ...ann.headers, ...json },
    body: JSON.stringify({ title: "Tea", due_date: "2030-01-07", recurrence: weekly }),
  });
  const { id } = (await created.json()) as { id: string };
  const isOfStream = ({ path }: HostileRequest) => path.startsWith("/api/v1/events/stream");
  const requests = hostileRequests(await documentOf(), id)
    .filter((request) => !isOfStream(request))
    // What is deleted cannot be asked for any more.
    .toSorted((one, other) => Number(one.method === "DELETE") - Number(other.method === "DELETE"));
  expect(requests.length).toBeGreaterThan(500);
  expect(await wrong(requests)).toEqual([]);
}, 600_000);

test("files hold nobody: the largest imports, and everything of 20,000 tasks", async () => {
  const task = (index: number): string[] => [
    "BEGIN:VTODO",
    `SUMMARY:Task ${index}`,
    `DESCRIPTION:${"a".repeat(400)}`,
    "DUE:20300107T090000Z",
    ...(index % 2 === 0 ? ["RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR"] : []),
    "END:VTODO",
  ];
  const tasks = Array.from({ length: tasksAtMost }, (_, index) => task(index));
  const calendar = ["BEGIN:VCALENDAR", ...tasks.flat(), "END:VCALENDAR"].join("\r\n");
  const upload = (what: string, text: string, query = ""): HostileRequest => ({
    what,
    method: "POST",
    path: `/api/v1/import${query}`,
    headers: { "content-type": "application/octet-stream" },
    body: () => text,
  });
  const bytes = 20_000_000;
  const fill = (piece: string): string => piece.repeat(bytes / piece.length);
  const html = JSON.stringify([
    { title: "a", tasks: [{ id: 1, title: "b", description: "<br".repeat(6_000_000) }] },
  ]);
  expect(
    await wrong([
      upload("20 MB of brackets", fill("["), "?dry_run=true"),
      upload("20 MB of HTML", html, "?dry_run=true"),
      upload("20 MB of blanks in a line", `- ${fill(" ")}`, "?dry_run=true"),
      upload("20 MB of lines", fill("a\n"), "?dry_run=true"),
      upload("20 MB of a CSV", `TYPE,CONTENT\n${fill("task,@a\n")}`, "?dry_run=true"),
      upload("20,000 tasks", calendar, "?dry_run=true"),
    ]),
  ).toEqual([]);
  expect(await send(upload("20,000 tasks", calendar))).toBe(200);

  const { headers } = ann;
  const list = await fetch(`${product.url}/api/v1/tasks?per_page=1`, { headers });
  expect(await list.json()).toMatchObject({ total: tasksAtMost });
  const gets = Object.entries((await documentOf()).paths)
    .filter(([path, operations]) => operations["get"] && !path.includes("{"))
    .map(([path]) => ({ what: "20,000 tasks", method: "GET", path: `/api/v1${path}`, headers }));
  const everything = [
    ...gets.filter(({ path }) => path !== "/api/v1/events/stream"),
    ...["/api/v1/tasks?per_page=100&sort=due_date", "/api/v1/snapshot?include_deleted=true"].map(
      (path) => ({ what: "20,000 tasks", method: "GET", path }),
    ),
    { what: "20,000 tasks", method: "GET", path: `/api/v1/feed.ics?token=${ann.token}` },
  ];
  expect(await wrong(everything)).toEqual([]);
}, 600_000);
