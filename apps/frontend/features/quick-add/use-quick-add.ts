import { parseQuickAdd, type QuickAdd } from "@pakaura/domain/quick-add/parse-quick-add";
import type { Found } from "@pakaura/domain/quick-add/phrase";
import { useCallback, useMemo, useState } from "react";
import { currentView } from "../../app/quick-add-state.ts";
import { currentLocale } from "../../messages/format.ts";
import { useNow } from "../../lib/clock.ts";
import { useMe } from "../accounts/me.ts";
import type { DueContext } from "../tasks/due-words.ts";
import { viewDefaults } from "../tasks/views.ts";
import { takeBack, withoutWords, withText, type Line, type Picks } from "./quick-add-line.ts";

export type QuickAddState = {
  context: DueContext;
  line: Line;
  parsed: QuickAdd;
  picks: Picks;
  write: (text: string) => void;
  /** Leaves these phrases in the title. */
  takeBack: (found: readonly Found[]) => void;
  /** Puts a choice in the place of what the line says. */
  pick: (picks: Partial<Picks>, instead: readonly Found[]) => void;
  /** What a line comes to by itself, for one of many that were pasted. */
  parse: (text: string) => QuickAdd;
  reset: () => void;
};

/** A task that is being written: its line, what is understood of it, and what was picked besides. */
export function useQuickAdd(initialText: string): QuickAddState {
  const { time_zone: timeZone, week_start: weekStart } = useMe();
  const now = useNow();
  const context = useMemo(() => ({ now, timeZone }), [now, timeZone]);
  const [line, setLine] = useState<Line>({ text: initialText, ignored: [] });
  const [picks, setPicks] = useState(() => picksOfView(context));
  const parse = useCallback(
    ({ text, ignored }: Line): QuickAdd =>
      parseQuickAdd(text, { ...context, weekStart, locale: currentLocale(), ignore: ignored }),
    [context, weekStart],
  );
  const parsed = useMemo(() => parse(line), [parse, line]);
  return {
    context,
    line,
    parsed,
    picks,
    write: (text) => setLine((old) => withText(old, text)),
    takeBack: (found) => setLine((old) => takeBack(old, found)),
    pick: (next, instead) => {
      setLine((old) => withoutWords(old, instead));
      setPicks((old) => ({ ...old, ...next }));
    },
    parse: (text) => parse({ text, ignored: [] }),
    reset: () => {
      setLine({ text: "", ignored: [] });
      setPicks(picksOfView(context));
    },
  };
}

/** What the view on the page gives a new task, so that it appears there. */
function picksOfView(context: DueContext): Picks {
  const defaults = viewDefaults(currentView.get() ?? { name: "all" }, context);
  return { dueDate: defaults.due_date ?? null, priority: "none", tags: defaults.tags ?? [] };
}
