import type { ImportNote, ImportResult } from "@pakaura/contract/transfer";

/** What is said of a file as it is shown: of all of it, of what is left out, and of single lines. */
export type ShownNotes = {
  ofFile: ImportNote[];
  leftOut: ImportNote[];
  ofLines: ImportNote[];
  /** How many are not shown of what is left out, and of the lines. */
  moreLeftOut: number;
  moreOfLines: number;
};

/** More would not be read one by one. */
const maxShown = 100;

/** The notes of an import, sorted by what they are about, and no more than a person reads. */
export function notesToShow({
  errors,
  failed,
  warnings,
  warning_count: count,
}: ImportResult): ShownNotes {
  const isOfFile = ({ code }: ImportNote): boolean =>
    code === "encoding" || code.startsWith("lost_");
  const ofFile = warnings.filter(isOfFile);
  const ofLines = warnings.filter((note) => !isOfFile(note)).slice(0, maxShown);
  const leftOut = errors.slice(0, maxShown);
  return {
    ofFile,
    leftOut,
    ofLines,
    moreLeftOut: failed - leftOut.length,
    moreOfLines: count - ofFile.length - ofLines.length,
  };
}
