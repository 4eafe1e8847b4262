import { renameSync } from "node:fs";
import { processStart } from "@pakaura/database/process-start";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Account, signUp } from "../account.ts";
import { listen } from "../listener.ts";
import { temporaryFolder } from "../product.ts";
import { expectEverythingToWork } from "./everything-works.ts";
import { type Started, startPakaura } from "./npm-start.ts";
import { aBackendOf, postgresFolder, postmasterOf, signalPostgres } from "./postgres-processes.ts";

const patience = { timeout: 60_000, interval: 10 };
const longMs = 240_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let pakaura: Started;
let ann: Account;

beforeEach(async () => {
  folder = await temporaryFolder();
  pakaura = await startPakaura({ PAKAURA_DATA: folder.path, LOG_LEVEL: "fatal" });
  ann = await signUp(pakaura.url, "ann");
}, longMs);
afterEach(async () => {
  await pakaura?.end("SIGKILL");
  await folder?.remove();
});

type Request = { path: string; body?: object; headers: Record<string, string> };

function ask({ path, body, headers }: Request): Promise<Response> {
  const post = { method: "POST", body: JSON.stringify(body) };
  return fetch(`${pakaura.url}${path}`, {
    ...(body === undefined ? {} : post),
    headers: { ...headers, ...(body && { "content-type": "application/json" }) },
  });
}

/** A refusal that says when to come again. */
async function expectRefusal(answer: Response): Promise<void> {
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(await answer.json()).toMatchObject({ code: "unavailable" });
}

/** Asks until the status comes; what comes meanwhile is either an answer or a refusal. */
async function askUntil(status: number): Promise<void> {
  await vi.waitFor(async () => {
    const answer = await ask({ path: "/api/v1/tasks", headers: ann.headers });
    if (answer.status !== 200) await expectRefusal(answer);
    expect(answer.status).toBe(status);
  }, patience);
}

test.each([
  ["PostgreSQL", postmasterOf],
  // It ends the connections of all others, and PostgreSQL recovers by itself in a moment.
  ["a process of PostgreSQL", aBackendOf],
])(
  "%s that is killed comes back: requests are refused meanwhile, and everything goes on",
  async (_what, pidOf) => {
    const session = await listen(pakaura.url, ann.token);
    await expectEverythingToWork(pakaura.url, ann, session, "Call Ada");
    const pid = pidOf(folder.path);
    process.kill(pid, "SIGKILL");
    if (pidOf === postmasterOf) await askUntil(503);
    await vi.waitFor(() => expect(processStart(pid)).toBeNull(), patience);
    await askUntil(200);
    await expectEverythingToWork(pakaura.url, ann, session, "Call Bob");
    session.close();
    const { exitCode } = await pakaura.end("SIGINT");
    expect(exitCode).toBe(0);
  },
  longMs,
);

test(
  "while PostgreSQL hangs every request is refused, and everything goes on after it",
  async () => {
    const { url } = pakaura;
    const session = await listen(url, ann.token);
    await expectEverythingToWork(url, ann, session, "Call Ada");
    const others = await Promise.all([1, 2, 3].map((number) => signUp(url, `other-${number}`)));
    signalPostgres(folder.path, "SIGSTOP");
    const credentials = { email: ann.email, password: "correct horse battery staple" };
    const add = ({ headers }: Account): Request[] =>
      [1, 2, 3].map((number) => ({ path: "/api/v1/tasks", body: { title: `${number}` }, headers }));
    const requests: Request[] = [
      { path: "/api/v1/tasks", headers: ann.headers },
      { path: "/api/v1/tasks", headers: { cookie: ann.cookie } },
      { path: "/api/v1/activity", headers: ann.headers },
      { path: "/api/v1/events?after=0", headers: ann.headers },
      { path: "/api/v1/tokens", body: { name: "x" }, headers: { cookie: ann.cookie, origin: url } },
      { path: "/api/auth/sign-in/email", body: credentials, headers: { origin: url } },
      { path: "/api/auth/get-session", headers: { cookie: ann.cookie } },
      ...[ann, ...others].flatMap(add),
    ];
    try {
      const took = requests.map(async (request) => {
        const answer = await ask(request);
        return { path: request.path, status: answer.status, answer };
      });
      for (const { answer, ...result } of await Promise.all(took)) {
        expect(result).toMatchObject({ status: 503 });
        await expectRefusal(answer);
      }
      expect((await ask({ path: "/health/ready", headers: {} })).status).toBe(503);
      expect((await ask({ path: "/health/live", headers: {} })).status).toBe(200);
    } finally {
      signalPostgres(folder.path, "SIGCONT");
    }
    await askUntil(200);
    await expectEverythingToWork(url, ann, session, "Call Bob");
    session.close();
  },
  longMs,
);

test(
  "PostgreSQL that cannot come back ends everything with exit code 1 and the reason",
  async () => {
    const pid = postmasterOf(folder.path);
    // All of it at one moment: it looks for its folder now and then, and would find a part of it.
    renameSync(postgresFolder(folder.path), `${folder.path}/gone`);
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      // It has ended by itself.
      expect(String(error)).toContain("ESRCH");
    }
    expect(await pakaura.ended).toBe(1);
    expect(pakaura.written.stderr).toMatch(
      /^PostgreSQL ended: the data folder \S+ is gone or damaged \(it is not there any more\); restore a backup\n$/,
    );
  },
  longMs,
);
