import { parseQuickAdd, type QuickAdd } from "@pakaura/domain/quick-add/parse-quick-add";
import type { Span } from "@pakaura/domain/quick-add/phrase";
import { useCallback, useMemo, useState, type KeyboardEvent } from "react";
import { currentLocale } from "../../messages/format.ts";
import { useMe } from "../accounts/me.ts";
import type { DueContext } from "../tasks/due-words.ts";
import type { Line } from "./line.ts";
import { takeBack, withoutWords, withText } from "./quick-add-line.ts";

export type Read = (line: Line) => QuickAdd;

/** Reads lines in the language and by the week of the person. */
export function useReader(context: DueContext): Read {
  const { week_start: weekStart } = useMe();
  return useCallback(
    ({ text, ignored }: Line) =>
      parseQuickAdd(text, { ...context, weekStart, locale: currentLocale(), ignore: ignored }),
    [context, weekStart],
  );
}

export type ReadLine = {
  line: Line;
  parsed: QuickAdd;
  write: (text: string) => void;
  /** Leaves these words as they were written. */
  takeBack: (spans: readonly Span[]) => void;
  /** Takes words away, because something else was picked in their place. */
  remove: (spans: readonly Span[]) => void;
  /** Begins with another line. */
  begin: (line: Line) => void;
};

/** A line that is being written, and what is understood of it. */
export function useReadLine(context: DueContext, first: Line = emptyLine): ReadLine {
  const read = useReader(context);
  const [line, setLine] = useState(first);
  const parsed = useMemo(() => read(line), [read, line]);
  return {
    line,
    parsed,
    write: (text) => setLine((old) => withText(old, text)),
    takeBack: (spans) => setLine((old) => takeBack(old, spans)),
    remove: (spans) => setLine((old) => withoutWords(old, spans)),
    begin: setLine,
  };
}

export const emptyLine: Line = { text: "", ignored: [] };

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The first Backspace behind what is lit up takes the light away, not the letter: true when it did. */
export function takeBackByKey(
  event: Pick<KeyboardEvent<Field>, "key" | "currentTarget">,
  { parsed, takeBack: leave }: Pick<ReadLine, "parsed" | "takeBack">,
): boolean {
  const { selectionStart, selectionEnd } = event.currentTarget;
  if (event.key !== "Backspace" || selectionStart !== selectionEnd) return false;
  const phrase = parsed.found.find(({ end }) => end === selectionStart);
  if (phrase) leave([phrase]);
  return phrase !== undefined;
}

/** What a line says that is for nothing else than to be read; null when some of it is not understood. */
export function readWhole(line: Line, read: Read): QuickAdd | null {
  const said = read({ text: withoutWords(line, line.ignored).text, ignored: [] });
  return said.title === "" ? said : null;
}
