import type { ActivityEntry } from "@pakaura/contract/events";
import { passFocusOn } from "../../lib/pass-focus.ts";
import { m } from "../../messages/all-messages.ts";
import { timeWords, type DueContext } from "../tasks/due-words.ts";
import { undoEntry } from "./activity-queries.ts";

type EntryEndProps = {
  sentence: string;
  time: string;
  /** What is taken back, where anything can be. */
  undoable: ActivityEntry | undefined;
  context: DueContext;
};

/** The end of a line of the activity: the way back, and when it was. */
export function EntryEnd({ sentence, time, undoable, context }: EntryEndProps) {
  return (
    <>
      {undoable && (
        <button
          ref={passFocusOn}
          type="button"
          aria-label={m.activity.undoEntry(sentence)}
          onClick={() => void undoEntry(undoable)}
          className="h-6 shrink-0 rounded-md px-1.5 text-sm text-accent opacity-0 group-hover:opacity-100 hover:underline focus-visible:opacity-100 pointer-coarse:-my-2.5 pointer-coarse:min-h-11 pointer-coarse:opacity-100"
        >
          {m.common.undo}
        </button>
      )}
      <time
        dateTime={time}
        className="shrink-0 text-sm leading-6 whitespace-nowrap text-ink-faint tabular-nums"
      >
        {timeWords(time, context)}
      </time>
    </>
  );
}
