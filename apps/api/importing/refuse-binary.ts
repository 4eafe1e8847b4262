import { type Refusal, unreadable } from "./unreadable.ts";

const picture: Refusal = { reason: "picture", message: "This is a picture." };

/** The first bytes of files that people mistake for a list, as text of one byte a character. */
const kinds: [begin: string, refusal: Refusal][] = [
  ["%PDF-", { reason: "pdf", message: "This is a PDF." }],
  ["\u0089PNG", picture],
  ["\u00FF\u00D8\u00FF", picture],
  ["GIF8", picture],
  ["\u001F\u008B", packed("gzip", "gzip")],
  ["7z\u00BC\u00AF", packed("seven_zip", "7-Zip")],
  ["Rar!", packed("rar", "RAR")],
  [
    "\u00D0\u00CF\u0011\u00E0",
    { reason: "office", message: "This is a document of Office: save it as CSV or as text first." },
  ],
  ["SQLite format 3", { reason: "database", message: "This is a database." }],
  ["bplist", { reason: "property_list", message: "This is a property list." }],
];

function packed(reason: Refusal["reason"], name: string): Refusal {
  return { reason, message: `This is an archive of ${name}: unpack it first.` };
}

/** Throws `validation_failed` for files that are known to be no text. */
export function refuseBinary(bytes: Buffer): void {
  const begin = bytes.subarray(0, 16).toString("latin1");
  const kind = kinds.find(([mark]) => begin.startsWith(mark));
  if (kind !== undefined) throw unreadable(kind[1]);
}
