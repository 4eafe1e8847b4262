import { formatPercent } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";
import type { ImportState } from "./use-import.ts";

/** How far an import is, in words and as a bar; nothing while there is nothing to wait for. */
export function ImportProgress({ state }: { state: ImportState }) {
  if (state.step !== "reading" && state.step !== "bringing") return null;
  const { words, part } = progressOf(state);
  return (
    <div className="mb-4">
      <p className="mb-1.5 flex justify-between gap-3 text-sm text-ink-soft">
        {words}
        {part !== null && <span className="tabular-nums">{formatPercent(part)}</span>}
      </p>
      <progress
        aria-label={words}
        className="h-1.5 w-full accent-accent"
        {...(part === null ? {} : { value: part })}
      />
    </div>
  );
}

type Waiting = Extract<ImportState, { step: "reading" | "bringing" }>;

/** `part` is from 0 to 1, or null while nobody can say. */
export function progressOf(state: Waiting): { words: string; part: number | null } {
  if (state.part < 1) return { words: m.settings.data.sending, part: state.part };
  if (state.step === "reading") return { words: m.settings.data.reading, part: null };
  const { arrived, result } = state;
  const words = m.settings.data.arrived(arrived, result.created);
  return { words, part: result.created === 0 ? 1 : arrived / result.created };
}
