import { outbox } from "../../app/client.ts";
import { tell, tellError } from "../../lib/toast.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import type { Operation } from "../tasks/operation.ts";
import { asideWords } from "./aside-words.ts";

/** Changes that are set aside, each to be sent after all, copied, or given up. */
export function AsideList({ operations }: { operations: readonly Operation[] }) {
  return (
    <div className="px-6 pb-6">
      <p className="text-sm text-ink-soft">{m.aside.lead}</p>
      <ul className="mt-3 divide-y divide-line/70">
        {operations.map((operation) => (
          <AsideItem key={operation.key} operation={operation} />
        ))}
      </ul>
    </div>
  );
}

function AsideItem({ operation }: { operation: Operation }) {
  const { about, written, why } = asideWords(operation);
  const { key, aside } = operation;
  return (
    <li className="py-3">
      <p dir="auto" className="font-medium break-words">
        {about}
      </p>
      <p className="text-sm text-ink-faint">{why}</p>
      {written !== "" && (
        <p
          dir="auto"
          className="mt-1.5 max-h-40 overflow-y-auto text-sm break-words whitespace-pre-wrap"
        >
          {written}
        </p>
      )}
      <div className="mt-2.5 flex flex-wrap gap-2">
        {aside && (
          <Button onClick={() => outbox.retry(key)}>
            {aside.why === "gave-way" ? m.conflicts.take.here : m.aside.retry}
          </Button>
        )}
        {written !== "" && <Button onClick={() => copy(written)}>{m.aside.copy}</Button>}
        <Button look="danger" onClick={() => outbox.discard(key)}>
          {m.aside.drop}
        </Button>
      </div>
    </li>
  );
}

function copy(text: string): void {
  navigator.clipboard.writeText(text).then(
    () => tell(m.aside.copied),
    () => tellError(m.aside.notCopied),
  );
}
