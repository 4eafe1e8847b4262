import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test, vi } from "vitest";

const entry = join(import.meta.dirname, "main.ts");
const patience = { timeout: 240_000, interval: 100 };

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "pakaura-stack-"));
  cleanUps.push(() => rm(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

function run(words: string[], settings: Record<string, string>) {
  const { PATH, HOME, PAKAURA_TOOLS } = process.env;
  const child = spawn(process.execPath, [entry, ...words], {
    env: {
      PATH,
      HOME,
      ...(PAKAURA_TOOLS === undefined ? {} : { PAKAURA_TOOLS }),
      PORT: "0",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  cleanUps.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  return { child, lines, errors: () => errors };
}

async function start(words: string[], folder: string) {
  const { child, lines, errors } = run(words, { PAKAURA_DATA: folder });
  await vi.waitFor(
    () => expect(lines.at(-1), errors()).toMatch(/^http:\/\/localhost:\d+$/),
    patience,
  );
  /** Processes by the name and the replica of their row. */
  const rows = lines.flatMap((line) => {
    const [, name = "", replica = "", pid] =
      /^\s*(\S.*?\S)\s{2,}(\d?)\s+(?:\d+|socket)\s+(\d+)(?:\s|$)/.exec(line) ?? [];
    return pid === undefined ? [] : [{ name, replica, pid: Number(pid) }];
  });
  return { child, lines, errors, rows, url: lines.at(-1) ?? "" };
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

async function signUp(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ name: "Ann", email: "ann@example.test", password: "password of ann" }),
  });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

test("everything runs, comes back when it is killed, ends with Ctrl-C, and is there at the next start", async () => {
  const folder = temporaryFolder();
  const first = await start(["--replicas", "api=2"], folder);
  const names = first.rows.map(({ name, replica }) => `${name} ${replica}`.trim());
  expect(names.filter((name) => !name.startsWith("its sidecar")).join(", ")).toBe(
    "postgresql, kafka, redis, placement, scheduler, api 1, api 2, notification 1, recurring 1, " +
      "audit 1, websocket-gateway 1, frontend 1",
  );
  expect(names.filter((name) => name.startsWith("its sidecar"))).toHaveLength(6);
  expect(first.rows.every(({ pid }) => isAlive(pid))).toBe(true);
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  const cookie = await signUp(first.url);

  const api = first.rows.find(({ name }) => name === "api");
  process.kill(api?.pid ?? 0, "SIGKILL");
  await vi.waitFor(() => expect(first.lines.at(-1)).toMatch(/^api-1 runs again/), patience);
  expect(first.lines.at(-2)).toBe("api-1 ended (SIGKILL); starting it again in 0.5 s");

  const since = performance.now();
  first.child.kill("SIGINT");
  await once(first.child, "exit");
  expect(performance.now() - since).toBeLessThan(15_000);
  expect(first.child.exitCode).toBe(0);
  expect(first.errors()).toBe("");
  expect(first.rows.filter(({ pid }) => isAlive(pid))).toEqual([]);

  const second = await start([], folder);
  const me = await fetch(`${second.url}/api/v1/me`, { headers: { cookie } });
  expect(me.status).toBe(200);
  second.child.kill("SIGKILL");
  await vi.waitFor(() => {
    expect(second.rows.filter(({ pid }) => isAlive(pid))).toEqual([]);
  }, patience);
});

test("two stacks run side by side, and one data folder is for one", async () => {
  const folder = temporaryFolder();
  const [first, other] = await Promise.all([start([], folder), start([], temporaryFolder())]);
  const refused = run([], { PAKAURA_DATA: folder });
  await once(refused.child, "exit");
  expect(refused.child.exitCode).toBe(1);
  expect(refused.errors()).toMatch(
    /^The data folder \S+ is in use by another running Pakaura.*\n$/,
  );
  for (const { url } of [first, other])
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
});

test.each([
  [["--replicas", "apis=2"], {}, /^--replicas: there is no service "apis".*\n$/],
  [[], { PORT: "http" }, /^PORT: got "http", wants a port number .*\n$/],
  [[], { PAKAURA_DATE: "x" }, /^PAKAURA_DATE: there is no such setting, .*\n$/],
])("a wrong argument or setting is one line: %j %j", async (words, settings, line) => {
  const folder = join(temporaryFolder(), "data");
  const { child, errors } = run(words, { PAKAURA_DATA: folder, ...settings });
  await once(child, "exit");
  expect(child.exitCode).toBe(1);
  expect(errors()).toMatch(line);
  expect(existsSync(folder)).toBe(false);
});
