import { type SpawnOptions, spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** The account that PostgreSQL runs as, when it may not be ours; null when it is ours. */
export type PostgresAccount = { uid: number; gid: number } | null;

const nobody = 65_534;

/**
 * PostgreSQL refuses to run as root. Root runs it as the owner of the data folder that is there
 * already, else as user `postgres`, else as `nobody`.
 */
export function choosePostgresAccount(dataFolder: string): PostgresAccount {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return findAccount("postgres") ?? findAccount("nobody") ?? { uid: nobody, gid: nobody };
}

function findAccount(name: string): PostgresAccount {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  if (line === undefined) return null;
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

type Command = { command: string; args: string[]; options: Pick<SpawnOptions, "uid" | "gid"> };

/**
 * How to run a program as `account`. Where a folder on the way to `paths` is closed to others, as
 * root's home is, setpriv leaves the program the right to pass, and only that.
 */
export function commandAs(
  account: PostgresAccount,
  command: string,
  args: string[],
  paths: string[],
): Command {
  if (account === null) return { command, args, options: {} };
  const { uid, gid } = account;
  if (!paths.some(isBelowClosedFolder)) return { command, args, options: { uid, gid } };
  const privileges = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
  privileges.push("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--");
  // Absent on some systems, and refused in containers without the capability.
  const isUsable = spawnSync("setpriv", [...privileges, "true"]).status === 0;
  if (!isUsable) return { command, args, options: { uid, gid } };
  return { command: "setpriv", args: [...privileges, command, ...args], options: {} };
}

function isBelowClosedFolder(path: string): boolean {
  const parent = dirname(path);
  if (parent === path) return false;
  return (statSync(parent).mode & 0o001) === 0 || isBelowClosedFolder(parent);
}
