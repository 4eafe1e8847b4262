import { CircleAlert, Undo2 } from "lucide-react";

import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { backToField } from "./focus.ts";
import { Question } from "./question.tsx";
import { TaskCards } from "./task-cards.tsx";
import { isUndoable, type Talk } from "./talk.ts";
import type { Answer, Turn } from "./turn.ts";

type TurnViewProps = {
  turn: Turn;
  talk: Talk;
  /** What it asks, while that can be answered. */
  question: Answer | null;
};

/** Something that was said, with its answer and what can be done about it. */
export function TurnView({ turn, talk, question }: TurnViewProps) {
  const { said, outcome } = turn;
  return (
    <li className="flex flex-col items-start gap-2.5">
      <p
        dir="auto"
        className="max-w-[85%] self-end rounded-2xl bg-accent-soft px-3.5 py-2 wrap-anywhere whitespace-pre-wrap"
      >
        <span className="sr-only">{m.assistant.you} </span>
        {said}
      </p>
      {outcome.state === "asking" && <Awaited heard={outcome.heard} />}
      {outcome.state === "failed" && (
        <>
          <Fault>{outcome.fault}</Fault>
          <Button ref={backToField} onClick={() => void talk.again(turn)}>
            {m.common.tryAgain}
          </Button>
        </>
      )}
      {outcome.state === "answered" && (
        <>
          <Reply>{outcome.answer.reply}</Reply>
          {outcome.answer.via !== "rules" && (
            <p className="-mt-1 text-sm text-ink-faint">{m.assistant.via[outcome.answer.via]}</p>
          )}
          <TaskCards ids={outcome.answer.shown} />
          {question && <Question question={question} onSay={(words) => void talk.say(words)} />}
          {outcome.fault !== null && <Fault>{outcome.fault}</Fault>}
          {outcome.isUndone && <p className="text-sm text-ink-faint">{m.common.undone}</p>}
          {isUndoable(outcome) && (
            <Button
              ref={backToField}
              look="quiet"
              className="-ms-3.5"
              onClick={() => void talk.undo(turn)}
            >
              <Undo2 size={15} aria-hidden />
              {m.common.undo}
            </Button>
          )}
        </>
      )}
    </li>
  );
}

function Reply({ children }: { children: string }) {
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {children}
    </p>
  );
}

function Fault({ children }: { children: string }) {
  return (
    <p className="flex items-start gap-2 text-danger">
      <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
      {children}
    </p>
  );
}

/** The words that are there already, or lines in their place. */
function Awaited({ heard }: { heard: string }) {
  if (heard !== "") return <Reply>{heard}</Reply>;
  return (
    <div
      role="status"
      aria-label={m.assistant.thinking}
      className="skeleton flex w-full flex-col gap-2 py-1"
    >
      <span className="h-3 w-3/4 rounded bg-pressed" />
      <span className="h-3 w-1/2 rounded bg-pressed" />
    </div>
  );
}
