import type { ActivityEntry } from "@pakaura/contract/events";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { m } from "../../messages/messages.ts";
import { timeWords, type DueContext } from "../tasks/due-words.ts";
import { undoEntry } from "./activity-queries.ts";
import { EntryIcon, EntryLine } from "./entry-line.tsx";
import { actorWords } from "./group-entries.ts";

type StepLineProps = {
  step: readonly ActivityEntry[];
  /** More of it may follow on the next page. */
  isOpenEnded: boolean;
  context: DueContext;
  onOpen: (entry: ActivityEntry) => void;
};

/** What one request did to many tasks: one line, which shows each of them when wanted. */
export function StepLine({ step, isOpenEnded, context, onOpen }: StepLineProps) {
  const [isShown, setIsShown] = useState(false);
  const [first] = step;
  if (!first) return null;
  const sentence = m.activity.many(first.action, step.length, isOpenEnded);
  const actor = actorWords(first);
  const undoable = step.find((entry) => entry.undoable);
  return (
    <li>
      <div className="group flex gap-3 py-1.5 pointer-coarse:py-3">
        <EntryIcon action={first.action} />
        <div className="min-w-0 grow text-sm">
          <button
            type="button"
            aria-expanded={isShown}
            onClick={() => setIsShown(!isShown)}
            className="relative flex items-center gap-1 text-start after:absolute after:inset-x-0 after:-inset-y-3 hover:underline"
          >
            {sentence}
            <ChevronRight
              size={14}
              aria-hidden
              className={`text-ink-faint transition-transform duration-(--quick) ${isShown ? "rotate-90" : "rtl:rotate-180"}`}
            />
          </button>
          {actor && <p className="text-ink-faint">{actor}</p>}
        </div>
        {undoable && (
          <button
            type="button"
            aria-label={m.activity.undoEntry(sentence)}
            onClick={() => void undoEntry(undoable)}
            className="h-6 shrink-0 rounded-md px-1.5 text-sm text-accent opacity-0 group-hover:opacity-100 hover:underline focus-visible:opacity-100 pointer-coarse:-my-2.5 pointer-coarse:min-h-11 pointer-coarse:opacity-100"
          >
            {m.common.undo}
          </button>
        )}
        <time
          dateTime={first.time}
          className="shrink-0 text-sm leading-6 whitespace-nowrap text-ink-faint tabular-nums"
        >
          {timeWords(first.time, context)}
        </time>
      </div>
      {isShown && (
        <ul className="ms-9">
          {step.map((entry) => (
            <EntryLine
              key={entry.id}
              entry={{ ...entry, undoable: false }}
              context={context}
              onOpen={() => onOpen(entry)}
            />
          ))}
        </ul>
      )}
    </li>
  );
}
