import type { ImportNote, ImportResult } from "@pakaura/contract/transfer";
import { m } from "../../messages/all-messages.ts";
import { notesToShow } from "./notes-to-show.ts";

/** What is said of a file: what all of it changes, what is left out, and what is said of single lines. */
export function ImportNotes({ result }: { result: ImportResult }) {
  const { data } = m.settings;
  const { ofFile, leftOut, ofLines, moreLeftOut, moreOfLines } = notesToShow(result);
  return (
    <>
      {ofFile.length > 0 && (
        <section className="mb-4 text-sm">
          <h3 className="mb-1 font-medium">{data.changes}</h3>
          <ul aria-label={data.changes} className="list-disc ps-5 text-ink-soft">
            {ofFile.map((note, index) => (
              <li key={index} className="py-0.5 wrap-anywhere">
                {data.note(note)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <NoteList title={data.leftOut} notes={leftOut} more={moreLeftOut} />
      <NoteList
        title={data.remarks(ofLines.length + moreOfLines)}
        notes={ofLines}
        more={moreOfLines}
      />
    </>
  );
}

type NoteListProps = { title: string; notes: readonly ImportNote[]; more: number };

function NoteList({ title, notes, more }: NoteListProps) {
  const { data } = m.settings;
  if (notes.length === 0) return null;
  return (
    <section className="mb-4 text-sm">
      <h3 className="mb-1 font-medium">{title}</h3>
      <ul aria-label={title} className="rounded-lg bg-hover px-3 py-2">
        {notes.map((note, index) => (
          <li key={index} className="py-1 wrap-anywhere">
            <span className="text-ink-faint">{data.line(note.line)}</span>{" "}
            {note.title ? `${data.titled(note.title)}: ` : ""}
            {data.note(note)}
          </li>
        ))}
        {more > 0 && <li className="py-1 text-ink-faint">{m.quickAdd.andMore(more)}</li>}
      </ul>
    </section>
  );
}
