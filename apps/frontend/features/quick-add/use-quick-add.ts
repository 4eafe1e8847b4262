import type { QuickAdd } from "@pakaura/domain/quick-add/parse-quick-add";
import type { Found, Span } from "@pakaura/domain/quick-add/phrase";
import { useEffect, useMemo, useState } from "react";
import { saveDraft, type Draft } from "../../app/drafts.ts";
import { currentView } from "../../app/quick-add-state.ts";
import { useNow } from "../../lib/clock.ts";
import { useMe } from "../accounts/me.ts";
import type { DueContext } from "../tasks/due-words.ts";
import { viewDefaults } from "../tasks/views.ts";
import type { FirstLine } from "./first-line.ts";
import type { Line, Picks } from "./line.ts";
import { showDraft } from "./newest-draft.ts";
import { emptyLine, useReader, useReadLine } from "./use-read-line.ts";

export type QuickAddState = {
  context: DueContext;
  line: Line;
  parsed: QuickAdd;
  picks: Picks;
  /** The line as it is kept for another time. */
  draft: Draft;
  /** True while it is what an earlier quick add left. */
  isKept: boolean;
  write: (text: string) => void;
  /** Leaves these phrases in the title. */
  takeBack: (found: readonly Span[]) => void;
  /** Puts a choice in the place of what the line says. */
  pick: (picks: Partial<Picks>, instead: readonly Found[]) => void;
  /** What a line comes to by itself, for one of many that were pasted. */
  parse: (text: string) => QuickAdd;
  reset: () => void;
};

/** A task that is being written: its line, what is understood of it, and what was picked besides. */
export function useQuickAdd(first: FirstLine): QuickAddState {
  const { time_zone: timeZone } = useMe();
  const now = useNow();
  const context = useMemo(() => ({ now, timeZone }), [now, timeZone]);
  const read = useReader(context);
  const reading = useReadLine(context, first);
  const { line, parsed } = reading;
  /** Null while they are those of the view, which may be another one next time. */
  const [picked, setPicked] = useState<Picks | null>(first.picks ?? null);
  const [ownPicks, setOwnPicks] = useState(() => picksOfView(context));
  const picks = picked ?? ownPicks;
  const draft = useMemo(
    () => ({ id: first.id, ...line, ...(picked ? { picks: picked } : {}) }),
    [first.id, line, picked],
  );
  const isAsFound = line.text === first.text;
  const isOnlyTried = isAsFound && first.origin === "given";
  useEffect(() => {
    if (!isOnlyTried) saveDraft(draft);
  }, [isOnlyTried, draft]);
  useEffect(() => showDraft(first.id), [first.id]);
  return {
    context,
    line,
    parsed,
    picks,
    draft,
    isKept: isAsFound && first.origin === "draft",
    write: reading.write,
    takeBack: reading.takeBack,
    pick: (next, instead) => {
      reading.remove(instead);
      setPicked({ ...picks, ...next });
    },
    parse: (text) => read({ text, ignored: [] }),
    reset: () => {
      reading.begin(emptyLine);
      setPicked(null);
      setOwnPicks(picksOfView(context));
    },
  };
}

/** What the view on the page gives a new task, so that it appears there. */
function picksOfView(context: DueContext): Picks {
  const defaults = viewDefaults(currentView.get() ?? { name: "all" }, context);
  return { dueDate: defaults.due_date ?? null, priority: "none", tags: defaults.tags ?? [] };
}
