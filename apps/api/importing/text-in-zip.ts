import { buffer } from "node:stream/consumers";
import { importLimits } from "@pakaura/contract/transfer";
import { Problem } from "@pakaura/service/problem";
import { fromBufferPromise } from "yauzl";

/** The file of Vikunja's export that holds the tasks. */
const wantedName = "data.json";

/** An archive lists its files, attachments among them, in few bytes each; nobody has as many as this. */
const maxEntries = 10_000;

/** True for the first bytes of a ZIP archive. */
export function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"));
}

/**
 * The text of the first `data.json` in a ZIP archive. Nothing is unpacked that says it is larger than an
 * import may be, nothing grows beyond what it says, and nothing else is unpacked. Rejects with
 * `validation_failed`.
 */
export async function textInZip(bytes: Buffer): Promise<string> {
  const unpacked = await unpack(bytes).catch(() => null);
  if (unpacked !== null) return unpacked.toString("utf8");
  throw new Problem("validation_failed", `The archive holds no ${wantedName} that can be read.`);
}

async function unpack(bytes: Buffer): Promise<Buffer | null> {
  const archive = await fromBufferPromise(bytes, { validateEntrySizes: true });
  let count = 0;
  for await (const entry of archive.eachEntry()) {
    count += 1;
    if (count > maxEntries) return null;
    if (entry.fileName !== wantedName) continue;
    if (entry.uncompressedSize > importLimits.bytes) return null;
    return buffer(await archive.openReadStreamPromise(entry));
  }
  return null;
}
