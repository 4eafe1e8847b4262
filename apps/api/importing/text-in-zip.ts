import { buffer } from "node:stream/consumers";
import { importLimits } from "@pakaura/contract/transfer";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { unreadable } from "./unreadable.ts";

/** The file of Vikunja's export that holds the tasks. */
const wantedName = "data.json";
/** A file of a backup of Todoist; what macOS puts beside each file begins with a dot. */
const tableName = /(?:^|\/)[^./][^/]*\.csv$/iu;

/** An archive lists its files, attachments among them, in few bytes each; nobody has as many as this. */
const maxEntries = 10_000;

/** True for the first bytes of a ZIP archive. */
export function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"));
}

/** What an archive holds: the `data.json` of Vikunja, or else files of CSV, and how many others there are. */
export type ZipContent =
  | { json: string }
  | { csv: { name: string; bytes: Buffer }[]; otherCount: number };

/**
 * The first `data.json` in a ZIP archive, or else its files of CSV, as a backup of Todoist has them. Nothing
 * is unpacked that says it is larger than an import may be, all together, nothing grows beyond what it says,
 * and nothing else is unpacked. Rejects with `validation_failed`.
 */
export async function readZip(bytes: Buffer): Promise<ZipContent> {
  const content = await unpack(bytes).catch(() => null);
  if (content !== null) return content;
  throw unreadable({
    reason: "no_archive",
    message: `The archive holds no ${wantedName} that can be read, and no CSV.`,
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
    const isData = entry.fileName === wantedName;
    if (!isData && !tableName.test(entry.fileName)) continue;
    size += entry.uncompressedSize;
    if ((isData ? entry.uncompressedSize : size) > importLimits.bytes) return null;
    if (isData) return { json: (await contentOf(archive, entry)).toString("utf8") };
    tables.push(entry);
  }
  if (tables.length === 0) return null;
  const csv: { name: string; bytes: Buffer }[] = [];
  for (const entry of tables) {
    csv.push({ name: entry.fileName, bytes: await contentOf(archive, entry) });
  }
  return { csv, otherCount: count - tables.length };
}

async function contentOf(archive: ZipFile, entry: Entry): Promise<Buffer> {
  return buffer(await archive.openReadStreamPromise(entry));
}
