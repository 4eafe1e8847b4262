import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";

type PasteQuestionProps = {
  items: readonly { title: string; summary: string }[];
  /** How many tasks one request may make. */
  limit: number;
  onMany: () => void;
  onOne: () => void;
  onCancel: () => void;
};

const shown = 5;

/** Many lines were pasted: is each a task? */
export function PasteQuestion({ items, limit, onMany, onOne, onCancel }: PasteQuestionProps) {
  const rest = items.length - shown;
  const isTooMany = items.length > limit;
  return (
    <div
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // Only the question is closed, not what is around it.
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      <div
        role="group"
        // Keeps the focus, and so Escape, when the text is pressed.
        tabIndex={-1}
        aria-labelledby="paste-question"
        className="px-5 pt-5 pb-4 outline-none"
      >
        <h3 id="paste-question" className="text-base font-semibold">
          {m.quickAdd.addMany(items.length)}
        </h3>
        <ul className="mt-3 grid gap-1 text-sm text-ink-soft">
          {items.slice(0, shown).map(({ title, summary }, index) => (
            <li key={index} className="flex justify-between gap-4">
              <span className="truncate text-ink">{title}</span>
              <span className="max-w-1/2 shrink-0 truncate">{summary}</span>
            </li>
          ))}
          {rest > 0 && <li className="text-ink-faint">{m.quickAdd.andMore(rest)}</li>}
        </ul>
        {isTooMany && (
          <p role="alert" className="mt-3 text-sm text-danger">
            {m.quickAdd.tooMany(limit)}
          </p>
        )}
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button look="quiet" autoFocus={isTooMany} onClick={onCancel}>
            {m.common.cancel}
          </Button>
          <Button onClick={onOne}>{m.quickAdd.asOne}</Button>
          <Button look="primary" autoFocus={!isTooMany} disabled={isTooMany} onClick={onMany}>
            {m.quickAdd.asMany(items.length)}
          </Button>
        </div>
      </div>
    </div>
  );
}
