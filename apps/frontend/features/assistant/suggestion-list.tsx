import { useState } from "react";
import { taskStore } from "../../app/client.ts";
import { useNow } from "../../lib/clock.ts";
import { m } from "../../messages/all-messages.ts";
import { useMe } from "../accounts/me.ts";
import { backToField } from "./focus.ts";
import { suggestionsFor, suggestionWords } from "./suggestions.ts";
import type { Words } from "./turn.ts";

/** What can be said at once, as it fits the tasks that were there when it was offered. */
export function SuggestionList({ onSay }: { onSay: (words: Words) => void }) {
  const { time_zone: timeZone } = useMe();
  const now = useNow();
  const [suggestions] = useState(() => suggestionsFor(taskStore.tasks, { now, timeZone }));
  return (
    <ul aria-label={m.assistant.suggestions} className="mt-4 flex flex-col items-start gap-1.5">
      {suggestions.map(suggestionWords).map((words) => (
        <li key={words} className="max-w-full">
          <button
            ref={backToField}
            type="button"
            onClick={() => onSay({ text: words })}
            className="min-h-9 max-w-full rounded-2xl border border-line-strong px-3.5 py-1.5 text-start text-sm wrap-anywhere transition-colors duration-(--quick) hover:bg-hover pointer-coarse:min-h-11"
          >
            {words}
          </button>
        </li>
      ))}
    </ul>
  );
}
