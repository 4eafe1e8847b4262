import { useEffect, useRef } from "react";
import { m } from "../../messages/all-messages.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import type { Talk } from "./talk.ts";
import { TurnView } from "./turn-view.tsx";
import type { Answer, Turn } from "./turn.ts";

type ConversationProps = {
  talk: Talk;
  turns: readonly Turn[];
  /** What the last turn asks, while that can be answered. */
  question: Answer | null;
};

/** What was said and answered, the newest last and in sight. */
export function Conversation({ talk, turns, question }: ConversationProps) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [turns]);
  return (
    <div className="min-h-0 grow overflow-y-auto overscroll-contain px-5 pb-4">
      {turns.length === 0 ? (
        <>
          <p className="pt-2 text-ink-soft">{m.assistant.lead}</p>
          <SuggestionList onSay={(words) => void talk.say(words)} />
        </>
      ) : (
        <ol aria-label={m.assistant.conversation} className="flex flex-col gap-5 pt-2">
          {turns.map((turn, index) => (
            <TurnView
              key={turn.id}
              turn={turn}
              talk={talk}
              question={index === turns.length - 1 ? question : null}
            />
          ))}
        </ol>
      )}
      <div ref={end} />
    </div>
  );
}
