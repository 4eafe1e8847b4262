import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "@pakaura/database/test-database";
import { startTestRelay, type TestRelay } from "@pakaura/database/test-relay";
import { afterEach, expect, test, vi } from "vitest";
import { signUp } from "../account.ts";
import { launchPakaura, startInVain, startPakaura, type Started } from "./npm-start.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "pakaura-start-"));
  cleanUps.push(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

async function start(settings: Record<string, string>): Promise<Started> {
  const started = await startPakaura(settings);
  cleanUps.push(() => started.end("SIGKILL"));
  return started;
}

async function takePort(): Promise<number> {
  const server: Server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(() => server.close());
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

test("starts, answers, says nothing more, and stops by Ctrl-C", async () => {
  const pakaura = await start({ PAKAURA_DATA: temporaryFolder() });
  const ready = await fetch(`${pakaura.url}/health/ready`);
  expect(ready.status).toBe(200);

  const { exitCode } = await pakaura.end("SIGINT");
  expect(exitCode).toBe(0);
  expect(pakaura.written.stderr).toBe("");
  expect(pakaura.written.stdout.trim().split("\n").at(-1)).toBe(pakaura.url);
});

test("keeps everything over a crash, whatever the crash left behind", async () => {
  const folder = temporaryFolder();
  const first = await start({ PAKAURA_DATA: folder });
  const { token } = await signUp(first.url, "crash");
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const body = JSON.stringify({ title: "Survive" });
  await fetch(`${first.url}/api/v1/tasks`, { method: "POST", headers, body });
  await first.end("SIGKILL");

  const second = await start({ PAKAURA_DATA: folder });
  const answer = await fetch(`${second.url}/api/v1/tasks`, { headers });
  expect(await answer.text()).toContain("Survive");
  await second.end("SIGINT");
});

test("secrets are readable by their owner only", async () => {
  const folder = temporaryFolder();
  const pakaura = await start({ PAKAURA_DATA: folder });
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "database-url")).mode & 0o777).toBe(0o600);
  await pakaura.end("SIGTERM");
  expect(existsSync(join(folder, "database-url"))).toBe(false);
});

test("a second start on the same data folder is refused, and the first goes on", async () => {
  const folder = temporaryFolder();
  const first = await start({ PAKAURA_DATA: folder });
  const second = await startInVain({ PAKAURA_DATA: folder });
  expect(second).toMatchObject({ exitCode: 1, stdout: "" });
  expect(second.stderr.trim()).toBe(
    `The data folder ${folder} is in use by another running Pakaura (process ${first.pid})`,
  );
  expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
});

test.each(["PORT", "INTERNAL_PORT"])("a %s that is in use is named", async (variable) => {
  const port = await takePort();
  const folder = temporaryFolder();
  const failure = await startInVain({ PAKAURA_DATA: folder, [variable]: String(port) });
  expect(failure.exitCode).toBe(1);
  expect(failure.stderr).toMatch(new RegExp(`^Port ${port} is in use .*${variable}=\\d+.*\n$`));
  expect(readdirSync(folder)).toEqual([]);
});

test("a data folder that cannot be made is named", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  const failure = await startInVain({ PAKAURA_DATA: join(file, "data") });
  expect(failure.exitCode).toBe(1);
  expect(failure.stderr).toMatch(/^The data folder \S+ cannot be written: .*\n$/);
});

test("a PostgreSQL that is down is named without its password", async () => {
  const DATABASE_URL = "postgresql://somebody:hidden@127.0.0.1:1/tasks";
  const failure = await startInVain({ PAKAURA_DATA: temporaryFolder(), DATABASE_URL });
  expect(failure.exitCode).toBe(1);
  expect(failure.stderr).toMatch(/^Cannot reach PostgreSQL at 127\.0\.0\.1.*\n$/);
  expect(failure.stderr).not.toContain("hidden");
});

/** PostgreSQL by TCP, through a network that can fall silent. */
async function startRelay(): Promise<{ relay: TestRelay; DATABASE_URL: string }> {
  const database = await createTestDatabase();
  cleanUps.push(database.drop);
  const { searchParams, pathname } = new URL(database.url);
  const socket = join(searchParams.get("host") ?? "", ".s.PGSQL.5432");
  const relay = await startTestRelay({ path: socket });
  cleanUps.push(relay.close);
  const DATABASE_URL = `postgresql://${searchParams.get("user")}@127.0.0.1:${relay.port}${pathname}`;
  return { relay, DATABASE_URL };
}

test.each([
  ["says nothing", (relay: TestRelay) => relay.fall()],
  ["says that it is starting", (relay: TestRelay) => relay.refuse()],
])("a PostgreSQL that %s for a while is waited for, and a line says so", async (_what, begin) => {
  const { relay, DATABASE_URL } = await startRelay();
  begin(relay);
  const pakaura = launchPakaura({ PAKAURA_DATA: temporaryFolder(), DATABASE_URL });
  cleanUps.push(() => pakaura.end("SIGKILL"));
  const patience = { timeout: 50_000, interval: 50 };
  const says = (text: RegExp) =>
    vi.waitFor(() => expect(pakaura.written.stdout).toMatch(text), patience);
  await says(/^Waiting for PostgreSQL, which is starting \.\.\.$/m);
  // The clock of a connection, which ended the start before, has gone by.
  await vi.waitFor(() => expect(relay.downMs()).toBeGreaterThan(6_000), patience);
  relay.rise();
  await says(/^http:\/\/\S+$/m);
  expect(pakaura.written.stderr).toBe("");
  expect((await pakaura.end("SIGINT")).exitCode).toBe(0);
});

test("a schema of a newer version that does not take this one is left alone", async () => {
  const database = await createTestDatabase();
  cleanUps.push(database.drop);
  await database.pool.query(
    "insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9999999999999)",
  );
  await database.pool.query("update drizzle.takes set oldest_known = 9999999999999");
  const failure = await startInVain({
    PAKAURA_DATA: temporaryFolder(),
    DATABASE_URL: database.url,
  });
  expect(failure).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/^The database was set up by a newer version.*\n$/),
  });
});

test.each([
  [{ PORT: "http" }, /^PORT: got "http", wants a port number .*\n$/],
  [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL: got "loud", wants one of .*\n$/],
  [
    { DATABASE_URL: "mysql://u:hidden@h/d" },
    /^DATABASE_URL: got a value \(not shown\), wants .*\n$/,
  ],
  [{ PAKAURA_DATE: "x" }, /^PAKAURA_DATE: there is no such setting, .*\n$/],
  [{ HOST: "192.0.2.1" }, /^HOST: got "192\.0\.2\.1", wants an address of this machine\n$/],
  [{ HOST: "fe80::1" }, /^HOST: got "fe80::1", wants an address of this machine\n$/],
  [{ SMTP_URL: "smtp://127.0.0.1:1" }, /^PUBLIC_URL: got nothing, wants .*\n$/],
  [
    { PAKAURA_DATA: "/proc/pakaura/data" },
    /^The data folder \/proc\/pakaura\/data cannot be written: .*\n$/,
  ],
])("a wrong setting %o stops the start with one line", async (setting, line) => {
  const failure = await startInVain({ PAKAURA_DATA: temporaryFolder(), ...setting });
  expect(failure.exitCode).toBe(1);
  expect(failure.stderr).toMatch(line);
});

/** What a start makes first, in this order; each is there a while before the next. */
const stages: [string, (folder: string) => boolean][] = [
  ["takes the data folder", (folder) => existsSync(join(folder, "instance.lock"))],
  ["makes the database", (folder) => namesIn(folder).some((name) => name.startsWith("data.new-"))],
  ["starts PostgreSQL", (folder) => namesIn(folder, "data").includes("postmaster.pid")],
  ["has PostgreSQL", (folder) => existsSync(join(folder, "database-url"))],
];

function namesIn(folder: string, ...path: string[]): string[] {
  const inner = join(folder, "postgres", ...path);
  return existsSync(inner) ? readdirSync(inner) : [];
}

/** Processes that work in the folder. */
function processesIn(folder: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}

test.runIf(process.platform === "linux").each(stages)(
  "Ctrl-C while it %s ends the start, and leaves nothing behind that the next one minds",
  async (_stage, isThere) => {
    const folder = temporaryFolder();
    const pakaura = launchPakaura({ PAKAURA_DATA: folder });
    cleanUps.push(() => pakaura.end("SIGKILL"));
    await vi.waitFor(() => expect(isThere(folder)).toBe(true), { timeout: 30_000, interval: 2 });

    const { exitCode } = await pakaura.end("SIGINT");
    expect(pakaura.written.stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(pakaura.written.stdout).not.toContain("http://");
    expect(processesIn(folder)).toEqual([]);
    expect(existsSync(join(folder, "instance.lock"))).toBe(false);
    expect(namesIn(folder).filter((name) => /^data\.new-|lock$/.test(name))).toEqual([]);
  },
);
