import type { Task } from "@pakaura/contract/task";
import { useEffect, useRef, useState, type FocusEvent } from "react";
import { useLastMoment } from "../../lib/last-moment.ts";
import { m } from "../../messages/all-messages.ts";
import type { DueContext } from "./due-words.ts";
import { RowTitleOffer } from "./row-title-offer.tsx";
import { updateTask } from "./task-actions.ts";

type RowTitleProps = { task: Task; context: DueContext; onDone: () => void };

/** The title of a row while it is edited there. */
export function RowTitle({ task, context, onDone }: RowTitleProps) {
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  const [text, setText] = useState(task.title);
  /** What was changed: the title may be another one by now, from elsewhere. */
  const [before] = useState(task.title);
  const seen = useRef(before);
  useEffect(() => {
    input.current?.select();
    input.current?.focus();
  }, []);

  function save(): void {
    const title = text.trim();
    const isNothingNew = title === "" || title === seen.current || title === task.title;
    if (isOver.current || isNothingNew) return;
    updateTask(task, { title }, "following", { ...task, title: seen.current });
    seen.current = title;
  }
  useLastMoment(save);

  function leave({ currentTarget, relatedTarget }: FocusEvent): void {
    if (currentTarget.contains(relatedTarget)) return;
    save();
    onDone();
  }

  return (
    <div
      role="presentation"
      className="relative -mx-1.5 flex min-w-0 grow"
      onBlur={leave}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Escape") isOver.current = true;
        const isEnd = event.target === input.current && event.key === "Enter";
        const isLeft = isEnd || event.key === "Escape";
        if (isLeft && event.target instanceof HTMLElement) event.target.blur();
      }}
    >
      <input
        ref={input}
        data-field="title"
        aria-label={m.tasks.title}
        value={text}
        maxLength={500}
        onChange={(event) => setText(event.target.value)}
        className="h-8 min-w-0 grow rounded-md bg-surface px-1.5"
      />
      <div className="absolute start-0 top-full max-w-full rounded-full bg-surface">
        {text !== before && (
          <RowTitleOffer
            task={{ ...task, title: before }}
            context={context}
            text={text}
            field={input}
            onTaken={() => {
              isOver.current = true;
              onDone();
            }}
          />
        )}
      </div>
    </div>
  );
}
