import type { ActivityEntry } from "@pakaura/contract/events";
import { sayInstants } from "@pakaura/domain/date-words";
import { entrySentence } from "@pakaura/domain/entry-sentence";
import {
  Circle,
  CircleCheck,
  type LucideIcon,
  Pencil,
  Plus,
  Repeat,
  RotateCcw,
  Trash2,
  Bell,
} from "lucide-react";
import { createElement } from "react";
import type { DueContext } from "../tasks/due-words.ts";
import { EntryEnd } from "./entry-end.tsx";
import { actorWords } from "./group-entries.ts";
import { isolateNames } from "./isolate-names.ts";
import { isolate } from "../../lib/isolate.ts";
import { formatDate } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";

const icons: Record<string, LucideIcon> = {
  "task.created": Plus,
  "task.updated": Pencil,
  "task.completed": CircleCheck,
  "task.uncompleted": Circle,
  "task.deleted": Trash2,
  "task.restored": RotateCcw,
};

/** The sign of what happened. */
export function EntryIcon({ action }: { action: string }) {
  const fallback = action.startsWith("reminder.") ? Bell : Repeat;
  return (
    <span className="mt-px flex size-6 shrink-0 items-center justify-center rounded-full bg-hover text-ink-soft">
      {createElement(icons[action] ?? fallback, { size: 13, "aria-hidden": true })}
    </span>
  );
}

type EntryLineProps = { entry: ActivityEntry; context: DueContext; onOpen?: () => void };

/** One sentence of the activity log. */
export function EntryLine({ entry, context, onOpen }: EntryLineProps) {
  const actor = actorWords(entry);
  const sentence =
    (m.activity.log && entrySentence(entry, m.activity.log)) ??
    sayInstants(entry.sentence, (instant) =>
      formatDate(Date.parse(instant), {
        dateStyle: "medium",
        timeStyle: "short",
        timeZone: context.timeZone,
      }),
    );
  const isTitleTold = !onOpen || sentence.includes(entry.task_title);
  const shown = isolateNames(sentence, entry);
  return (
    <li className="group relative flex gap-3 py-1.5 pointer-coarse:py-3">
      <EntryIcon action={entry.action} />
      <div className="min-w-0 grow text-sm">
        <p className="wrap-anywhere">
          {onOpen ? (
            <button
              type="button"
              onClick={onOpen}
              className="relative text-start after:absolute after:inset-x-0 after:-inset-y-3 hover:underline"
            >
              {shown}
            </button>
          ) : (
            shown
          )}
          {!isTitleTold && (
            <span className="text-ink-faint">
              {" · "}
              {isolate(entry.task_title)}
            </span>
          )}
        </p>
        {actor && <p className="text-ink-faint">{actor}</p>}
      </div>
      <EntryEnd
        sentence={sentence}
        time={entry.time}
        undoable={entry.undoable ? entry : undefined}
        context={context}
      />
    </li>
  );
}
