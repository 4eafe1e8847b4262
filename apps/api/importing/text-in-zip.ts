import { buffer } from "node:stream/consumers";
import { importLimits } from "@pakaura/contract/transfer";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { unreadable } from "./unreadable.ts";

/** The files that hold the tasks: of Vikunja's export, and of Google's Takeout, which has it in a folder. */
const wantedName = /^data\.json$|(?:^|\/)Tasks\.json$/u;
/** A file of a backup of Todoist; what macOS puts beside each file begins with a dot. */
const tableName = /(?:^|\/)[^./][^/]*\.csv$/iu;

/** An archive lists its files, attachments among them, in few bytes each; nobody has as many as this. */
const maxEntries = 10_000;

/** True for the first bytes of a ZIP archive. */
export function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"));
}

/** What an archive holds: the `data.json` of Vikunja or the `Tasks.json` of Google, or else files of CSV, and how many others there are. */
export type ZipContent =
  | { json: string }
  | { csv: { name: string; bytes: Buffer }[]; otherCount: number };

/**
 * The first file of JSON with tasks in a ZIP archive, or else its files of CSV, as a backup of Todoist has them. Nothing
 * is unpacked that says it is larger than an import may be, all together, nothing grows beyond what it says,
 * and nothing else is unpacked. Rejects with `validation_failed`.
 */
export async function readZip(bytes: Buffer): Promise<ZipContent> {
  const content = await unpack(bytes).catch(() => null);
  if (content !== null) return content;
  throw unreadable({
    reason: "no_archive",
    message: "The archive holds no data.json or Tasks.json that can be read, and no CSV.",
  });
}

async function unpack(bytes: Buffer): Promise<ZipContent | null> {
  const archive = await fromBufferPromise(bytes, { validateEntrySizes: true });
  const tables: Entry[] = [];
  let count = 0;
  let size = 0;
  for await (const entry of archive.eachEntry()) {
    count += 1;
    if (count > maxEntries) return null;
    if (wantedName.test(entry.fileName)) {
      if (entry.uncompressedSize > importLimits.bytes) return null;
      return { json: (await contentOf(archive, entry)).toString("utf8") };
    }
    if (!tableName.test(entry.fileName)) continue;
    size += entry.uncompressedSize;
    tables.push(entry);
  }
  if (tables.length === 0 || size > importLimits.bytes) return null;
  const csv: { name: string; bytes: Buffer }[] = [];
  for (const entry of tables) {
    csv.push({ name: entry.fileName, bytes: await contentOf(archive, entry) });
  }
  return { csv, otherCount: count - tables.length };
}

async function contentOf(archive: ZipFile, entry: Entry): Promise<Buffer> {
  return buffer(await archive.openReadStreamPromise(entry));
}
