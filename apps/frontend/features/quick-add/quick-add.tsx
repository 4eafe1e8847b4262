import { useRef, useState } from "react";
import { isQuickAddOpen, takeFirstText } from "../../app/quick-add-state.ts";
import { m } from "../../messages/all-messages.ts";
import { Modal } from "../../ui/dialog.tsx";
import { refusedTitle } from "../tasks/refusals.ts";
import { draftOrNewLine, lineWith, type FirstLine } from "./first-line.ts";
import { QuickAddForm } from "./quick-add-form.tsx";

function firstLine(): FirstLine {
  const given = takeFirstText();
  if (given) return lineWith(given, "given");
  const refused = refusedTitle.get();
  return refused === null ? draftOrNewLine() : lineWith(refused, "new");
}

/** The quick add over the page, to write a task down from anywhere. What is not added is kept for the next one. */
export function QuickAdd() {
  const field = useRef<HTMLTextAreaElement>(null);
  const [first] = useState(firstLine);

  function close(): void {
    isQuickAddOpen.set(false);
    refusedTitle.set(null);
  }

  return (
    <Modal open onClose={close} title={m.quickAdd.heading} hasHeader={false} initialFocus={field}>
      <QuickAddForm first={first} fieldRef={field} onClose={close} />
    </Modal>
  );
}
