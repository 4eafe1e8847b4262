import { useEffect, useRef } from "react";
import { m } from "../../messages/messages.ts";
import { Button } from "../../ui/button.tsx";
import { QuickAddForm } from "./quick-add-form.tsx";

/** A quick add in the list itself; Escape or its button closes it. */
export function InlineQuickAdd({ onClose }: { onClose: () => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <section
      aria-label={m.quickAdd.heading}
      className="mb-2 rounded-xl border border-line bg-surface"
    >
      <QuickAddForm initialText="" fieldRef={field} onEscape={onClose}>
        {(addedCount) => (
          <Button look="quiet" onClick={onClose}>
            {addedCount > 0 ? m.common.done : m.common.cancel}
          </Button>
        )}
      </QuickAddForm>
    </section>
  );
}
