import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Cluster, startCluster } from "./cluster.ts";
import {
  DataFolderFull,
  DataFolderInUse,
  DataFolderNotWritable,
  DataFolderVersionMismatch,
} from "./errors.ts";
import { processStart } from "./process-start.ts";

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

let folder: string;
const children: ChildProcess[] = [];
const clusters: Cluster[] = [];

/** A data folder to copy, since making one takes longer than all the rest of a test. */
let prepared: string;
beforeAll(async () => {
  prepared = mkdtempSync(join(tmpdir(), "pakaura-prepared-"));
  await (await startCluster({ directory: prepared, durable: false })).stop();
});
afterAll(() => rmSync(prepared, { recursive: true, force: true }));

function copyPreparedInto(directory: string): void {
  mkdirSync(directory, { recursive: true });
  execFileSync("cp", ["-a", join(prepared, "data"), directory]);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pakaura-cluster-"));
});
afterEach(async () => {
  for (const cluster of clusters.splice(0)) await cluster.stop();
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function start(directory = folder): Promise<Cluster> {
  const cluster = await startCluster({ directory, durable: false });
  clusters.push(cluster);
  return cluster;
}

async function query(cluster: Cluster, text: string): Promise<unknown[]> {
  const client = new pg.Client(cluster.url());
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that owns the cluster, as somebody else if told so; with what it said first. */
function spawnOwner(directory: string, options: { uid?: number; gid?: number } = {}): ChildProcess {
  const program = join(import.meta.dirname, "cluster.fixture.ts");
  const child = spawn(process.execPath, [program, "cluster", directory], {
    ...options,
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  return child;
}

async function firstLineOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The child has no output");
  const [line] = await once(child.stdout, "data");
  return String(line).trim();
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

const isGone = (pid: number) =>
  vi.waitFor(() => expect(processStart(pid)).toBeNull(), { timeout: 30_000 });

describe("a cluster", () => {
  it("keeps its data from one start to the next, and stops for good", async () => {
    copyPreparedInto(folder);
    const first = await start();
    await query(first, "create table kept (n int); insert into kept values (42)");
    await first.stop();
    await first.stop();
    expect(processStart(first.pid)).toBeNull();
    expect(await first.exited).toEqual({ code: 0, signal: null });
    expect(readdirSync(folder)).toEqual(["data"]);
    expect(await query(await start(), "select n from kept")).toEqual([{ n: 42 }]);
  });

  it("is durable unless told otherwise, and listens on no port", async () => {
    copyPreparedInto(folder);
    const cluster = await startCluster({ directory: folder, durable: true });
    clusters.push(cluster);
    const settings =
      "current_setting('fsync') f, current_setting('synchronous_commit') s, current_setting('full_page_writes') w, current_setting('listen_addresses') l";
    expect(await query(cluster, `select ${settings}`)).toEqual([
      { f: "on", s: "on", w: "on", l: "" },
    ]);
    expect(statSync(join(folder, "socket")).mode & 0o777).toBe(0o700);
  });

  it("tells when its server has ended by itself", async () => {
    copyPreparedInto(folder);
    const cluster = await start();
    process.kill(cluster.pid, "SIGQUIT");
    await cluster.exited;
    await cluster.stop();
  });
});

describe("after its owner was killed", () => {
  it("stops the orphaned server and starts anew", async () => {
    copyPreparedInto(folder);
    const owner = spawnOwner(folder);
    const orphan = Number((await firstLineOf(owner)).split(" ")[1]);
    await kill(owner);
    expect(processStart(orphan)).not.toBeNull();
    const cluster = await start();
    expect(cluster.pid).not.toBe(orphan);
    expect(processStart(orphan)).toBeNull();
    expect(await query(cluster, "select 1 as n")).toEqual([{ n: 1 }]);
  });

  it("recovers when the server was killed with it", async () => {
    copyPreparedInto(folder);
    const owner = spawnOwner(folder);
    const orphan = Number((await firstLineOf(owner)).split(" ")[1]);
    await kill(owner);
    process.kill(orphan, "SIGKILL");
    await isGone(orphan);
    expect(existsSync(join(folder, "data/postmaster.pid"))).toBe(true);
    expect(await query(await start(), "select 1 as n")).toEqual([{ n: 1 }]);
  });

  it("starts although the dead server's number belongs to another process of its account", async () => {
    copyPreparedInto(folder);
    const { uid, gid } = statSync(join(folder, "data"));
    const stranger = spawn("sleep", ["600"], isRoot ? { uid, gid } : {});
    children.push(stranger);
    const data = realpathSync(join(folder, "data"));
    writeFileSync(
      join(data, "postmaster.pid"),
      [stranger.pid, data, 1, 5432, folder, "", "  1 1"].join("\n"),
    );
    chownSync(join(data, "postmaster.pid"), uid, gid);
    await start();
    expect(processStart(stranger.pid ?? 0)).not.toBeNull();
  });

  it.each(["", "\0".repeat(90), "nonsense\n"])(
    "starts although the dead server's file is damaged (%j)",
    async (content) => {
      copyPreparedInto(folder);
      const { uid, gid } = statSync(join(folder, "data"));
      const file = join(folder, "data/postmaster.pid");
      writeFileSync(file, content);
      chownSync(file, uid, gid);
      expect(await query(await start(), "select 1 as n")).toEqual([{ n: 1 }]);
    },
  );

  it("makes the data folder anew when that was interrupted", async () => {
    const owner = spawnOwner(folder);
    const drafts = () => readdirSync(folder).filter((name) => name.startsWith("data.new-"));
    await vi.waitFor(
      () => expect(readdirSync(join(folder, drafts()[0] ?? "none"))).toContain("base"),
      { timeout: 30_000, interval: 5 },
    );
    await kill(owner);
    expect(existsSync(join(folder, "data"))).toBe(false);
    const cluster = await start();
    expect(await query(cluster, "select 1 as n")).toEqual([{ n: 1 }]);
    await vi.waitFor(() => expect(drafts()).toEqual([]), { timeout: 30_000 });
  });
});

describe("refuses", () => {
  it("the folder of another running owner, and does it no harm", async () => {
    copyPreparedInto(folder);
    const owner = spawnOwner(folder);
    const server = Number((await firstLineOf(owner)).split(" ")[1]);
    const error: unknown = await startCluster({ directory: folder, durable: false }).catch(
      (reason: unknown) => reason,
    );
    if (!(error instanceof DataFolderInUse))
      throw new Error("expected DataFolderInUse", { cause: error });
    expect(error.pid).toBe(owner.pid);
    expect(processStart(server)).not.toBeNull();
    await kill(owner);
    await start();
  });

  it("a folder that cannot be made", async () => {
    writeFileSync(join(folder, "file"), "");
    await expect(start(join(folder, "file/data"))).rejects.toBeInstanceOf(DataFolderNotWritable);
  });

  it("the data of another major version, and changes nothing", async () => {
    copyPreparedInto(folder);
    writeFileSync(join(folder, "data/PG_VERSION"), "17\n");
    await expect(start()).rejects.toBeInstanceOf(DataFolderVersionMismatch);
    expect(readFileSync(join(folder, "data/PG_VERSION"), "utf8")).toBe("17\n");
    expect(readdirSync(folder)).toEqual(["data"]);
  });
});

describe("runs", () => {
  it("in a folder whose name is long and odd", async () => {
    const odd = join(folder, "Ä b,c'\"d%20", "x".repeat(120));
    const cluster = await start(odd);
    expect(await query(cluster, "select 1 as n")).toEqual([{ n: 1 }]);
    expect(existsSync(join(odd, "socket"))).toBe(false);
  });

  it("in a folder with a short odd name, with the socket inside", async () => {
    const odd = join(folder, "Ä b,c'\"d%20");
    copyPreparedInto(odd);
    expect(await query(await start(odd), "select 1 as n")).toEqual([{ n: 1 }]);
    expect(existsSync(join(odd, "socket"))).toBe(true);
  });

  it("on data whose rights a copy has changed", async () => {
    copyPreparedInto(folder);
    chmodSync(join(folder, "data"), 0o755);
    if (isRoot) execFileSync("chown", ["-R", "root", join(folder, "data")]);
    expect(await query(await start(), "select 1 as n")).toEqual([{ n: 1 }]);
  });
});

describe.runIf(isRoot)("started by root", () => {
  it("runs as another user, also below a folder that is closed to it", async () => {
    chmodSync(folder, 0o700);
    const cluster = await start(join(folder, "inner"));
    expect(statSync(join(folder, "inner/data")).uid).not.toBe(0);
    expect(readFileSync(`/proc/${cluster.pid}/status`, "utf8")).not.toMatch(/^Uid:\s+0/m);
  });

  it("says so when the disk is full", async () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", disk]);
    try {
      await expect(start(disk)).rejects.toBeInstanceOf(DataFolderFull);
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});

describe.runIf(isRoot)("started by an ordinary user", () => {
  const ordinary = { uid: nobody, gid: nobody };

  it("runs as that user", async () => {
    chownSync(folder, nobody, nobody);
    expect(await firstLineOf(spawnOwner(folder, ordinary))).toMatch(/^ready/);
    expect(statSync(join(folder, "data")).uid).toBe(nobody);
  });

  it("refuses a folder that it may not write, and data of somebody else", async () => {
    chmodSync(folder, 0o755);
    expect(await firstLineOf(spawnOwner(join(folder, "new"), ordinary))).toMatch(
      /^DataFolderNotWritable/,
    );
    const shared = join(folder, "shared");
    copyPreparedInto(shared);
    chmodSync(shared, 0o777);
    expect(await firstLineOf(spawnOwner(shared, ordinary))).toMatch(
      /^DataFolderNotWritable: .* belongs to user/,
    );
  });
});
