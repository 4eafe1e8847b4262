import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DataFolderInUse, LockUnreadable } from "./errors.ts";
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

const pid = String(process.pid);
it.each([
  ["empty", ""],
  ["of other words", "nonsense\n"],
  ["of zeros, as after a power failure", "\0".repeat(60)],
  ["with a zero in it", `${pid} start a\0b\n`],
  ["with a path in it", `${pid} start ../../../../tmp/x\n`],
  ["of one long word", `${pid} start ${"x".repeat(5_000)}`],
  ["very long", "x".repeat(3_000_000)],
  ["of bytes that are no text", Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28])],
  ["with a number that no process has", "-1 start id\n"],
  ["with a number that is too large", `${"9".repeat(40)} start id\n`],
])("is not kept by a file that is %s", (_words, content) => {
  writeFileSync(join(folder, "instance.lock"), content);
  const lock = takeInstanceLock(folder);
  expect(() => takeInstanceLock(folder)).toThrow(DataFolderInUse);
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

it("says so when something else stands in its place", () => {
  const path = join(folder, "instance.lock");
  mkdirSync(path);
  expect(() => takeInstanceLock(folder)).toThrow(LockUnreadable);
  rmSync(path, { recursive: true });
  symlinkSync(join(folder, "nowhere"), path);
  expect(() => takeInstanceLock(folder)).toThrow(LockUnreadable);
  expect(readdirSync(folder)).toEqual(["instance.lock"]);
});

it("goes to one of many that find a dead owner's lock together", async () => {
  writeFileSync(join(folder, "instance.lock"), "999999999 long-gone 0199f0a4\n");
  const owners = await Promise.all(Array.from({ length: 6 }, startOwner));
  expect(owners.filter(({ said }) => said.startsWith("ready"))).toHaveLength(1);
  expect(owners.filter(({ said }) => said.startsWith("DataFolderInUse"))).toHaveLength(5);
});
