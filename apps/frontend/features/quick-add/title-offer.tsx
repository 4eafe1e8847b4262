import type { Task } from "@pakaura/contract/task";
import { Sparkles } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { controlName } from "../../app/key-names.tsx";
import { m } from "../../messages/all-messages.ts";
import { Key } from "../../ui/states.tsx";
import type { DueContext } from "../tasks/due-words.ts";
import type { Line } from "./line.ts";
import { takeBack, withText } from "./quick-add-line.ts";
import { summary } from "./summary.ts";
import { readTitle, type TitleReading } from "./title-reading.ts";
import { useReader } from "./use-read-line.ts";

type TitleOfferProps = {
  task: Task;
  context: DueContext;
  /** The title when its editing began, and as it is written now. */
  before: string;
  text: string;
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
  onTake: (reading: TitleReading) => void;
};

/**
 * What a title says besides a title, offered below it: it is set by a press or by a key of the field. Backspace
 * behind the words, or going on, leaves them title.
 */
export function TitleOffer({ task, context, before, text, field, onTake }: TitleOfferProps) {
  const read = useReader(context);
  const [line, setLine] = useState<Line>({ text, ignored: [] });
  if (line.text !== text) setLine(withText(line, text));
  const { timeZone } = context;
  const reading = useMemo(
    () => readTitle(line, { before, task, timeZone, read }),
    [line, before, task, timeZone, read],
  );

  const latest = useRef<(event: KeyboardEvent) => void>(undefined);
  useLayoutEffect(() => {
    latest.current = (event) => {
      if (event.isComposing || !reading) return;
      const cursor = field.current?.selectionStart;
      const isAlone = cursor === field.current?.selectionEnd;
      const phrase = isAlone && reading.found.find(({ end }) => end === cursor);
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onTake(reading);
      else if (event.key === "Backspace" && phrase) setLine(takeBack(line, [phrase]));
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
  });
  useEffect(() => {
    const node: HTMLElement | null = field.current;
    const press = (event: KeyboardEvent): void => latest.current?.(event);
    // Before the field's own keys.
    node?.addEventListener("keydown", press);
    return () => node?.removeEventListener("keydown", press);
  }, [field]);

  if (!reading) return null;
  const { body, moreLeads } = reading;
  const { title, due_date: dueDate, recurrence, ...rest } = body;
  const words = summary(
    {
      title,
      moreLeads,
      ...rest,
      ...(dueDate ? { due_date: dueDate } : {}),
      ...(recurrence ? { recurrence } : {}),
    },
    context,
  );
  return (
    <button
      type="button"
      // The field keeps the focus, so that it is written on.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onTake(reading)}
      className="appear mt-1 inline-flex max-w-full items-center gap-1.5 rounded-full border border-accent/50 bg-accent-soft px-3 py-1 text-start text-sm text-accent hover:border-accent pointer-coarse:min-h-11"
    >
      <Sparkles size={13} className="shrink-0" aria-hidden />
      <span className="min-w-0 wrap-anywhere">{m.quickAdd.set(words)}</span>
      <span aria-hidden className="flex shrink-0 gap-0.5 ps-1 pointer-coarse:hidden">
        <Key>{controlName()}</Key>
        <Key>{m.keyboard.enter}</Key>
      </span>
    </button>
  );
}
