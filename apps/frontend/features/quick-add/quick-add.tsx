import { useRef, useState } from "react";
import { isQuickAddOpen, takeFirstText } from "../../app/quick-add-state.ts";
import { takeTypedAhead } from "../../app/typed-ahead.ts";
import { m } from "../../messages/messages.ts";
import { Button } from "../../ui/button.tsx";
import { Modal } from "../../ui/dialog.tsx";
import { refusedTitle } from "../tasks/refusals.ts";
import { QuickAddForm } from "./quick-add-form.tsx";

/** The quick add over the page, to write a task down from anywhere. */
export function QuickAdd() {
  const field = useRef<HTMLTextAreaElement>(null);
  const [initialText] = useState(() => takeFirstText() || (refusedTitle.get() ?? ""));

  function close(): void {
    takeTypedAhead();
    isQuickAddOpen.set(false);
    refusedTitle.set(null);
  }

  return (
    <Modal open onClose={close} title={m.quickAdd.heading} hasHeader={false} initialFocus={field}>
      <QuickAddForm initialText={initialText} fieldRef={field} takeTypedAhead={takeTypedAhead}>
        {(addedCount) => (
          <Button look="quiet" onClick={close}>
            {addedCount > 0 ? m.common.done : m.common.cancel}
          </Button>
        )}
      </QuickAddForm>
    </Modal>
  );
}
