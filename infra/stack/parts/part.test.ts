import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { answersTcp } from "./answers.ts";
import { freePort } from "./free-port.ts";
import { type Part, type PartOptions, startPart } from "./part.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "pakaura-part-"));
  cleanUps.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A server whose text says how it is to behave. */
async function start(script: string, options: Partial<PartOptions> = {}) {
  const folder = temporaryFolder();
  const port = await freePort();
  const part = await startPart({
    name: "server",
    command: process.execPath,
    args: ["-e", script],
    environment: { PORT: String(port) },
    folder,
    logFile: join(folder, "logs/server.log"),
    isReady: () => answersTcp(port),
    ...options,
  });
  cleanUps.push(() => part.kill());
  return { part, port };
}

const listen = `require("node:net").createServer().listen(Number(process.env.PORT), "127.0.0.1");`;
const isAlive = ({ pid }: Part) => pid() !== null;

test("a part answers when it has started, and is gone when it has stopped", async () => {
  const { part, port } = await start(`console.log("hello"); ${listen}`);
  expect(isAlive(part)).toBe(true);
  expect(readFileSync(part.logFile, "utf8")).toBe("hello\n");
  await part.stop();
  await part.stop();
  expect(isAlive(part)).toBe(false);
  await expect(answersTcp(port)).rejects.toThrow();
});

test("one that does not heed SIGTERM is killed", async () => {
  const { part } = await start(`process.on("SIGTERM", () => {}); ${listen}`, { stopMs: 50 });
  await part.stop();
  expect(isAlive(part)).toBe(false);
});

test("one that was killed comes back on the same port", async () => {
  const { part, port } = await start(listen);
  const before = part.pid();
  await part.kill();
  await part.restart();
  expect(part.pid()).not.toBe(before);
  expect(await answersTcp(port)).toBe(true);
});

test("a crash is told, and what was asked for is not", async () => {
  const { part } = await start(listen);
  const crashes: string[] = [];
  part.onCrash((reason) => crashes.push(reason));
  await part.restart();
  await part.kill();
  await part.restart();
  expect(crashes).toEqual([]);
  process.kill(part.pid() ?? 0, "SIGKILL");
  await vi.waitFor(() => expect(crashes).toEqual(["SIGKILL"]), { timeout: 30_000 });
});

test("one that cannot start says why", async () => {
  await expect(start(`console.error("no such setting"); process.exit(3)`)).rejects.toThrow(
    "server ended at its start: no such setting",
  );
  await expect(start(listen, { command: "/nowhere/at-all" })).rejects.toThrow("server");
  const idle = { isReady: async () => false, startMs: 100 };
  await expect(start(listen, idle)).rejects.toThrow("does not answer after 100 ms");
});

test("ports are given out once, also to other processes", async () => {
  const file = join(import.meta.dirname, "free-port.ts");
  const script = `
    const { freePort } = await import(${JSON.stringify(file)});
    const ports = [];
    for (let count = 0; count < 60; count += 1) ports.push(await freePort());
    console.log(JSON.stringify(ports));
    process.stdin.resume();
  `;
  const ask = async () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
    cleanUps.push(() => child.kill("SIGKILL"));
    const [bytes] = (await once(child.stdout, "data")) as [Buffer];
    return JSON.parse(bytes.toString()) as number[];
  };
  const ports = (await Promise.all([ask(), ask(), ask()])).flat();
  expect(new Set(ports).size).toBe(180);
});

test.runIf(process.platform === "linux")("nothing outlives a starter that is killed", async () => {
  const folder = temporaryFolder();
  const script = `
    const { startPart } = await import(${JSON.stringify(join(import.meta.dirname, "part.ts"))});
    const part = await startPart({
      name: "sleeper", command: process.execPath, args: ["-e", "setInterval(() => {}, 1000)"],
      environment: {}, folder: ${JSON.stringify(folder)},
      logFile: ${JSON.stringify(join(folder, "log"))}, isReady: async () => true,
    });
    console.log(part.pid());
  `;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", script]);
  cleanUps.push(() => starter.kill("SIGKILL"));
  const [bytes] = (await once(starter.stdout, "data")) as [Buffer];
  const pid = Number(bytes.toString());
  starter.kill("SIGKILL");
  const state = async () => {
    const { stdout } = await promisify(execFile)("ps", ["-o", "stat=", "-p", String(pid)]).catch(
      () => ({ stdout: "" }),
    );
    return stdout.trim();
  };
  await vi.waitFor(async () => expect(await state()).toMatch(/^Z?$/), { timeout: 30_000 });
});
