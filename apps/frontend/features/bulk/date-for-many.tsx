import type { Task } from "@pakaura/contract/task";
import { useRef, useState, type ReactElement } from "react";
import { m } from "../../messages/messages.ts";
import { Popup } from "../../ui/popup.tsx";
import { DuePicker } from "../tasks/due-picker.tsx";
import type { DueContext } from "../tasks/due-words.ts";

type DateForManyProps = {
  tasks: readonly Task[];
  context: DueContext;
  trigger: ReactElement;
  onPick: (dueDate: string | null) => void;
};

/** A day is taken at once; a time waits until the picker closes. */
export function DateForMany({ tasks, context, trigger, onPick }: DateForManyProps) {
  const [isOpen, setIsOpen] = useState(false);
  const first = tasks[0]?.due_date ?? null;
  const common = tasks.every((task) => task.due_date === first) ? first : null;
  const [shown, setShown] = useState(common);
  const picked = useRef<string | null | undefined>(undefined);

  function open(): void {
    picked.current = undefined;
    setShown(common);
    setIsOpen(true);
  }

  function close(): void {
    setIsOpen(false);
    if (picked.current !== undefined) onPick(picked.current);
  }

  return (
    <Popup
      label={m.tasks.due}
      open={isOpen}
      onOpenChange={(isOpening) => (isOpening ? open() : close())}
      trigger={trigger}
    >
      <DuePicker
        value={shown}
        context={context}
        onPick={(dueDate) => {
          picked.current = dueDate;
          setShown(dueDate);
        }}
        onDone={close}
      />
    </Popup>
  );
}
