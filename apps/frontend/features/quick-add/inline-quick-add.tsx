import { useEffect, useRef, useState } from "react";
import { m } from "../../messages/all-messages.ts";
import { draftOrNewLine } from "./first-line.ts";
import { QuickAddForm } from "./quick-add-form.tsx";

/** A quick add in the list itself; Escape or its button closes it, and what is not added is kept. */
export function InlineQuickAdd({ onClose }: { onClose: () => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [first] = useState(draftOrNewLine);
  useEffect(() => field.current?.focus(), []);
  return (
    <section
      aria-label={m.quickAdd.heading}
      className="mb-2 rounded-xl border border-line bg-surface"
    >
      <QuickAddForm first={first} fieldRef={field} onEscape={onClose} onClose={onClose} />
    </section>
  );
}
