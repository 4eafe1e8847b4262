import { importLimits } from "@pakaura/contract/transfer";
import { Problem } from "@pakaura/service/problem";
import { unzipSync } from "fflate";

/** The file of Vikunja's export that holds the tasks. */
const wantedName = "data.json";

/** True for the first bytes of a ZIP archive. */
export function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"));
}

/**
 * The text of `data.json` in a ZIP archive. Nothing is unpacked that says it is larger than an import
 * may be, and nothing grows beyond what it says. Throws `validation_failed`.
 */
export function textInZip(bytes: Buffer): string {
  const unpacked = unzip(bytes);
  if (unpacked === undefined) {
    throw new Problem("validation_failed", `The archive holds no ${wantedName} that can be read.`);
  }
  return Buffer.from(unpacked).toString("utf8");
}

function unzip(bytes: Buffer): Uint8Array | undefined {
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => name === wantedName && originalSize <= importLimits.bytes,
    })[wantedName];
  } catch {
    return undefined;
  }
}
