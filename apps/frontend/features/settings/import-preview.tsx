import type { ImportResult } from "@pakaura/contract/transfer";
import { useNow } from "../../lib/clock.ts";
import { m } from "../../messages/all-messages.ts";
import { PriorityIcon } from "../../ui/priority.tsx";
import { useMe } from "../accounts/me.ts";
import { ImportNotes } from "./import-notes.tsx";
import { dueWords } from "../tasks/due-words.ts";

/** What a file would bring: what it is, some of its tasks, and what would be left out. */
export function ImportPreview({ result }: { result: ImportResult }) {
  const { time_zone: timeZone } = useMe();
  const context = { now: useNow(), timeZone };
  const { data } = m.settings;
  const rest = result.created - result.examples.length;
  return (
    <>
      <p className="mb-2 text-sm">
        {data.looksLike(data.formatNames[result.format], result.total)}
      </p>
      <ul className="mb-3 text-sm text-ink-soft">
        {result.skipped > 0 && <li>{data.already(result.skipped)}</li>}
        {result.failed > 0 && <li>{data.unreadable(result.failed)}</li>}
      </ul>
      {result.examples.length > 0 && (
        <ul
          aria-label={data.examples}
          className="mb-4 divide-y divide-line rounded-lg border border-line text-sm"
        >
          {result.examples.map(({ title, due_date: due, priority, tags }, index) => (
            <li key={index} className="flex min-h-9 items-center gap-3 px-3 py-1.5">
              <span className="min-w-0 grow truncate">{title}</span>
              <span className="max-w-[50%] shrink-0 truncate text-ink-soft">
                {[...tags.map((tag) => `#${tag}`), ...(due ? [dueWords(due, context)] : [])].join(
                  " · ",
                )}
              </span>
              {priority !== "none" && <PriorityIcon priority={priority} size={14} />}
            </li>
          ))}
          {rest > 0 && (
            <li className="flex min-h-9 items-center px-3 text-ink-faint">
              {m.quickAdd.andMore(rest)}
            </li>
          )}
        </ul>
      )}
      <ImportNotes result={result} />
    </>
  );
}
