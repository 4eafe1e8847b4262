import { unreadable } from "./unreadable.ts";

/** The first bytes of files that people mistake for a list, as text of one byte a character. */
const kinds: [begin: string, what: string][] = [
  ["%PDF-", "This is a PDF."],
  ["\u0089PNG", "This is a picture."],
  ["\u00FF\u00D8\u00FF", "This is a picture."],
  ["GIF8", "This is a picture."],
  ["\u001F\u008B", "This is an archive of gzip: unpack it first."],
  ["7z\u00BC\u00AF", "This is an archive of 7-Zip: unpack it first."],
  ["Rar!", "This is an archive of RAR: unpack it first."],
  ["\u00D0\u00CF\u0011\u00E0", "This is a document of Office: save it as CSV or as text first."],
  ["SQLite format 3", "This is a database."],
  ["bplist", "This is a property list."],
];

/** Throws `validation_failed` for files that are known to be no text. */
export function refuseBinary(bytes: Buffer): void {
  const begin = bytes.subarray(0, 16).toString("latin1");
  const kind = kinds.find(([mark]) => begin.startsWith(mark));
  if (kind !== undefined) throw unreadable(kind[1]);
}
