import {
  ClusterFailed,
  DataFolderDamaged,
  DataFolderFull,
  DataFolderNotWritable,
} from "./errors.ts";

/** No start of whatever kind mends these. */
const damage =
  /checkpoint record|control file|pg_control|could not find the database system|not a valid data directory|database files are incompatible/;

/** Turns what `initdb` or `postgres` wrote before it gave up into one of our errors, with its own reason. */
export function explainServerError(folder: string, output: string): Error {
  if (/No space left on device|Disk quota exceeded/.test(output)) return new DataFolderFull(folder);
  const lines = output.split("\n");
  const telling = lines.find((line) => /(FATAL|PANIC|ERROR|error):/.test(line)) ?? lines.at(-1);
  const reason =
    telling?.replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, "").trim() || "it gave no reason";
  if (/Permission denied|Read-only file system|wrong ownership/.test(output)) {
    return new DataFolderNotWritable(folder, reason);
  }
  if (damage.test(output)) return new DataFolderDamaged(folder, reason);
  return new ClusterFailed(reason);
}
