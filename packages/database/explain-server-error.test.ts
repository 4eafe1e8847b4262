import { expect, it } from "vitest";
import { ClusterFailed, DataFolderFull, DataFolderNotWritable } from "./errors.ts";
import { explainServerError } from "./explain-server-error.ts";

const initdbWithoutSpace = `creating configuration files ... ok
running bootstrap script ... 2026-11-23 22:00:00.000 UTC [7] FATAL:  could not write to file "base/1/1249": No space left on device
child process exited with exit code 1
`;

it.each([
  [
    "a full disk",
    DataFolderFull,
    initdbWithoutSpace,
    "No space is left on the disk of the data folder /data",
  ],
  [
    "a folder that may not be written",
    DataFolderNotWritable,
    'FATAL:  could not create lock file "postmaster.pid": Permission denied',
    "could not create lock file",
  ],
  [
    "anything else",
    ClusterFailed,
    "LOG:  starting\nPANIC:  could not locate a valid checkpoint record\n",
    "valid checkpoint record",
  ],
  ["silence", ClusterFailed, "", "it gave no reason"],
])("tells of %s", (_case, kind, output, message) => {
  const error = explainServerError("/data", output);
  expect(error).toBeInstanceOf(kind);
  expect(error.message).toContain(message);
  expect(error.message).not.toContain("\n");
});
