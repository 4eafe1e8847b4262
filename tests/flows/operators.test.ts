import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reminderPageSchema } from "@pakaura/contract/reminder";
import { taskSchema } from "@pakaura/contract/task";
import { operatorToken } from "@pakaura/service/operators/operator-token";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { type Account, signUp } from "../account.ts";
import { openSession } from "../bench/sockets.ts";
import { freePort } from "../free-port.ts";
import { runOps, startPakaura } from "./npm-start.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const patience = { timeout: 30_000, interval: 100 };

function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "pakaura-operators-"));
  cleanUps.push(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

async function start() {
  const settings = { PAKAURA_DATA: temporaryFolder(), INTERNAL_PORT: await freePort() };
  const pakaura = await startPakaura({ ...settings, PORT: await freePort() });
  cleanUps.push(() => pakaura.end("SIGKILL"));
  const ops = (...words: string[]) => runOps(settings, ...words);
  return { ...pakaura, settings, ops };
}

async function add(url: string, account: Account, fields: object): Promise<void> {
  const answer = await fetch(`${url}/api/v1/tasks`, {
    method: "POST",
    headers: { ...account.headers, "content-type": "application/json" },
    body: JSON.stringify(fields),
  });
  expect(answer.status).toBe(201);
}

async function titles(url: string, account: Account): Promise<string[]> {
  const answer = await fetch(`${url}/api/v1/tasks?sort=title`, { headers: account.headers });
  const page = z.object({ items: taskSchema.array() }).parse(await answer.json());
  return page.items.map(({ title }) => title);
}

test("a restore brings back what a backup held, with its reminders, and sessions begin anew", async () => {
  const { url, ops } = await start();
  const ann = await signUp(url, "ann");
  const due_date = new Date(Date.now() + 10_000).toISOString();
  await add(url, ann, { title: "Remind me", due_date, reminder_lead_minutes: 0 });
  const pending = async () => {
    const path = "/api/v1/reminders?state=pending";
    const answer = await fetch(`${url}${path}`, { headers: ann.headers });
    expect(reminderPageSchema.parse(await answer.json()).items).toHaveLength(1);
  };
  await vi.waitFor(pending, patience);
  const file = join(temporaryFolder(), "backup");
  expect(await ops("backup", file)).toMatchObject({ exitCode: 0 });
  expect(await ops("backup", file)).toMatchObject({ exitCode: 1 });
  await add(url, ann, { title: "Too late for the backup" });
  const before = await openSession(url, ann.token);
  cleanUps.push(() => before.close());

  expect(await ops("restore", file)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("--replace"),
  });
  expect(await ops("restore", `${file}-2`, "--replace")).toMatchObject({ exitCode: 1 });
  expect(await titles(url, ann)).toHaveLength(2);
  const restored = await ops("restore", file, "--replace");
  expect(restored, restored.stderr).toMatchObject({ exitCode: 0 });

  await vi.waitFor(async () => expect(await titles(url, ann)).toEqual(["Remind me"]), patience);
  const after = await openSession(url, ann.token);
  cleanUps.push(() => after.close());
  expect(after.epoch).not.toBe(before.epoch);
  await vi.waitFor(async () => {
    const path = `${url}/api/v1/activity?action=reminder.fired`;
    const answer = await fetch(path, { headers: ann.headers });
    expect(await answer.json()).toMatchObject({ total: 1 });
  }, patience);
  await add(url, ann, { title: "Life goes on" });
  expect(await titles(url, ann)).toEqual(["Life goes on", "Remind me"]);
});

test("a bad file is refused with the reason, and nobody is disconnected", async () => {
  const { url, ops, settings } = await start();
  const ann = await signUp(url, "ann");
  await add(url, ann, { title: "Still here" });
  const session = await openSession(url, ann.token);
  cleanUps.push(() => session.close());
  const whole = join(temporaryFolder(), "backup");
  await ops("backup", whole);
  const bytes = readFileSync(whole);
  const file = join(temporaryFolder(), "bad");

  const { session: secret } = z
    .object({ session: z.string() })
    .parse(JSON.parse(readFileSync(join(settings.PAKAURA_DATA, "secrets.json"), "utf8")));
  const restoreByHttp = (path: string) =>
    fetch(`http://127.0.0.1:${settings.INTERNAL_PORT}/operators/restore`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${operatorToken(secret)}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ file: path }),
    });
  for (const bad of [Buffer.from("no backup"), bytes.subarray(0, bytes.length - 30)]) {
    writeFileSync(file, bad);
    const said = await ops("restore", file, "--replace");
    expect(said).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^Refused \(422\): The file is no complete backup.*\n$/),
    });
    const answer = await restoreByHttp(file);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      code: "validation_failed",
      errors: [{ field: "file" }],
    });
  }
  expect((await restoreByHttp(`${file}-2`)).status).toBe(422);

  expect(session.isOpen()).toBe(true);
  expect(await titles(url, ann)).toEqual(["Still here"]);
  await add(url, ann, { title: "And goes on" });
  await vi.waitFor(async () => {
    const answer = await fetch(`${url}/api/v1/activity`, { headers: ann.headers });
    expect(await answer.json()).toMatchObject({ total: 2 });
  }, patience);
});

test("a backup is restored into a folder where nothing runs", async () => {
  const { url, ops } = await start();
  const ann = await signUp(url, "ann");
  await add(url, ann, { title: "Move with me" });
  const file = join(temporaryFolder(), "backup");
  await ops("backup", file);

  const elsewhere = { PAKAURA_DATA: temporaryFolder() };
  const restored = await runOps(elsewhere, "restore", file);
  expect(restored, restored.stderr).toMatchObject({ exitCode: 0 });
  const moved = await startPakaura(elsewhere);
  cleanUps.push(() => moved.end("SIGKILL"));
  expect(await titles(moved.url, ann)).toEqual(["Move with me"]);
  expect(existsSync(`${file}.partial`)).toBe(false);
});

test("operators list, lock out, let in and delete users", async () => {
  const { url, ops, settings } = await start();
  const ann = await signUp(url, "ann");
  await add(url, ann, { title: "Mine" });
  const status = async () => (await fetch(`${url}/api/v1/me`, { headers: ann.headers })).status;
  expect((await ops("user", "list")).stdout).toMatch(new RegExp(`${ann.email} .*1 tasks +active`));

  expect(await ops("user", "disable", ann.email)).toMatchObject({ exitCode: 0 });
  await vi.waitFor(async () => expect(await status()).toBe(401), patience);
  expect(await ops("user", "sign-in-link", ann.email)).toMatchObject({ exitCode: 1 });
  expect(await ops("user", "enable", ann.email)).toMatchObject({ exitCode: 0 });
  await vi.waitFor(async () => expect(await status()).toBe(200), patience);

  const { stdout } = await runOps(
    { ...settings, PUBLIC_URL: url },
    "user",
    "sign-in-link",
    ann.email,
  );
  const first = await fetch(stdout.trim(), { redirect: "manual" });
  const cookie = first.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const me = await fetch(`${url}/api/v1/me`, { headers: { cookie } });
  expect(await me.json()).toMatchObject({ email: ann.email });
  const second = await fetch(stdout.trim(), { redirect: "manual" });
  expect(second.headers.getSetCookie().join()).not.toContain("session_token=");
  expect(second.headers.get("location")).toContain("error=");
  const asked = await fetch(`${url}/api/auth/sign-in/magic-link`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email: ann.email }),
  });
  expect(asked.status).toBe(404);

  expect(await ops("user", "delete", ann.email)).toMatchObject({ exitCode: 2 });
  expect(await ops("user", "delete", ann.email, "--yes")).toMatchObject({ exitCode: 0 });
  await vi.waitFor(async () => expect(await status()).toBe(401), patience);
  expect(await ops("user", "delete", ann.email, "--yes")).toMatchObject({ exitCode: 1 });
  expect((await ops("user", "list")).stdout.trim()).toBe("There are no users");
});
