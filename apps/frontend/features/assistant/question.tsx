import type { KeyboardEvent } from "react";

import { formatNumber } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { backToField, fieldOnPage } from "./focus.ts";
import { useTask } from "../tasks/task-queries.ts";
import { TaskFacts } from "./task-cards.tsx";
import type { Answer, Words } from "./turn.ts";

type QuestionProps = { question: Answer; onSay: (words: Words) => void };

/** What waits for an answer: yes or no, or one of some tasks. The arrows go from one to the next. */
export function Question({ question, onSay }: QuestionProps) {
  const { pendingId, candidates } = question;
  return (
    <div
      role="group"
      data-question
      aria-label={pendingId === null ? m.assistant.choose : m.assistant.confirm}
      className={pendingId === null ? "flex w-full flex-col gap-1.5" : "flex gap-2"}
    >
      {pendingId === null ? (
        candidates.map((id, index) => (
          <Choice
            key={id}
            id={id}
            place={index + 1}
            isOnly={candidates.length === 1}
            onSay={onSay}
          />
        ))
      ) : (
        <>
          <Button
            ref={backToField}
            look="primary"
            onKeyDown={moveBetween}
            onClick={() => onSay({ text: m.assistant.yes, confirm: pendingId })}
          >
            {m.assistant.yes}
          </Button>
          <Button
            ref={backToField}
            onKeyDown={moveBetween}
            onClick={() => onSay({ text: m.assistant.no })}
          >
            {m.assistant.no}
          </Button>
        </>
      )}
    </div>
  );
}

type ChoiceProps = { id: string; place: number; isOnly: boolean; onSay: QuestionProps["onSay"] };

/** One of the tasks that may be meant; its place can be typed as well. */
function Choice({ id, place, isOnly, onSay }: ChoiceProps) {
  const { task } = useTask(id);
  if (task === null) return null;
  const { title } = task;
  return (
    <button
      ref={backToField}
      type="button"
      onKeyDown={moveBetween}
      // Titles may be the same: the place is not.
      onClick={() => onSay({ text: isOnly ? title : String(place), shown: title })}
      className="flex min-h-(--row) w-full items-center gap-3 rounded-lg border border-line-strong bg-surface px-3 py-1.5 text-start hover:bg-hover pointer-coarse:min-h-11"
    >
      <span
        aria-hidden
        className="flex size-5 shrink-0 items-center justify-center rounded-sm bg-pressed text-xs text-ink-soft tabular-nums"
      >
        {formatNumber(place)}
      </span>
      <span className="flex min-w-0 grow flex-wrap items-center gap-x-3">
        <span dir="auto" className="min-w-0 grow wrap-anywhere">
          {title}
        </span>
        <TaskFacts task={task} />
      </span>
    </button>
  );
}

const steps: Partial<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** Below the last one is the field. */
function moveBetween(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const group = event.currentTarget.closest("[data-question]");
  const buttons = [...(group?.querySelectorAll("button") ?? [])];
  const at = buttons.findIndex((button) => button === document.activeElement) + step;
  if (at >= buttons.length) fieldOnPage()?.focus();
  else buttons[Math.max(0, at)]?.focus();
}
