import type { ActivityEntry } from "@pakaura/contract/events";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { m } from "../../messages/all-messages.ts";
import type { DueContext } from "../tasks/due-words.ts";
import { EntryEnd } from "./entry-end.tsx";
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
        <EntryEnd sentence={sentence} time={first.time} undoable={undoable} context={context} />
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
