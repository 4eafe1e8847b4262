import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DataFolderInUse } from "./errors.ts";
import { takeInstanceLock } from "./instance-lock.ts";

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pakaura-lock-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function startOwner(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, "cluster.fixture.ts"),
    "lock",
    folder,
  ]);
  children.push(child);
  const [said] = await once(child.stdout, "data");
  return { child, said: String(said) };
}

it("has one owner at a time, and names it to the others", async () => {
  const { child } = await startOwner();
  expect(() => takeInstanceLock(folder)).toThrow(DataFolderInUse);
  expect(() => takeInstanceLock(folder)).toThrow(String(child.pid));
});

it("is free again after its release, and leaves no files", () => {
  takeInstanceLock(folder).release();
  takeInstanceLock(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

it("passes to the next when its owner was killed", async () => {
  const { child } = await startOwner();
  child.kill("SIGKILL");
  await once(child, "exit");
  takeInstanceLock(folder).release();
});

it("counts for nothing when another process has the owner's number by now", () => {
  const lock = takeInstanceLock(folder);
  const path = join(folder, "instance.lock");
  const [pid, , id] = readFileSync(path, "utf8").split(" ");
  writeFileSync(path, `${pid} another-start ${id}`);
  const next = takeInstanceLock(folder);
  lock.release(); // The first owner cannot take away what is not its own any more.
  expect(() => takeInstanceLock(folder)).toThrow(DataFolderInUse);
  next.release();
});

it.each(["", "nonsense\n"])("is not kept by a damaged file (%j)", (content) => {
  writeFileSync(join(folder, "instance.lock"), content);
  takeInstanceLock(folder).release();
});

it("goes to one of many that find a dead owner's lock together", async () => {
  writeFileSync(join(folder, "instance.lock"), "999999999 long-gone 0199f0a4\n");
  const owners = await Promise.all(Array.from({ length: 6 }, startOwner));
  expect(owners.filter(({ said }) => said.startsWith("ready"))).toHaveLength(1);
  expect(owners.filter(({ said }) => said.startsWith("DataFolderInUse"))).toHaveLength(5);
});
