import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { type BackupHeader, backupHeaderSchema } from "./backup-format.ts";
import { NotABackup } from "./errors.ts";

/** What is left of a backup, line by line. */
export type Lines = AsyncGenerator<string, void>;

/** Rejects with NotABackup when this is no file: a pipe or a device would be read for ever. */
export async function refuseUnreadable(file: string): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    throw new NotABackup(error instanceof Error ? error.message : String(error));
  });
  if (!found.isFile()) throw new NotABackup("it is no file");
}

/** Unpacks a file. */
export async function* readLines(file: string): Lines {
  const decoder = new TextDecoder();
  /** The beginning of a line that goes on. */
  let begun: string[] = [];
  // Its failure reaches the loop below; whoever stops reading early has no use for it.
  const unpacked = pipeline(createReadStream(file), createGunzip(), () => undefined);
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    const [end = "", ...lines] = decoder.decode(chunk, { stream: true }).split("\n");
    begun.push(end);
    const rest = lines.pop();
    if (rest === undefined) continue;
    yield begun.join("");
    yield* lines;
    begun = [rest];
  }
}

/** The next line, which has to be there. Rejects with NotABackup when it is not, or cannot be unpacked. */
export async function nextLine(lines: Lines): Promise<string> {
  const { value, done } = await lines.next().catch((error: unknown) => {
    throw new NotABackup(error instanceof Error ? error.message : String(error));
  });
  if (done) throw new NotABackup("it breaks off");
  return value;
}

/** The first line. Rejects with NotABackup when it is another. */
export async function readHeader(lines: Lines): Promise<BackupHeader> {
  const line = await nextLine(lines);
  try {
    return backupHeaderSchema.parse(JSON.parse(line));
  } catch {
    throw new NotABackup("it does not begin as one");
  }
}
