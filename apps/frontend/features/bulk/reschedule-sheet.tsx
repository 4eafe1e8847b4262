import type { Task } from "@pakaura/contract/task";
import { useRef, useState } from "react";
import { m } from "../../messages/messages.ts";
import { Modal } from "../../ui/dialog.tsx";
import { DuePicker } from "../tasks/due-picker.tsx";
import type { DueContext } from "../tasks/due-words.ts";
import { moveTo } from "./bulk-change.ts";
import { changeMany } from "./change-many.ts";

type RescheduleSheetProps = { task: Task; context: DueContext; onClose: () => void };

/** Asks for the day that a swiped task is moved to. */
export function RescheduleSheet({ task, context, onClose }: RescheduleSheetProps) {
  const [shown, setShown] = useState(task.due_date);
  const picked = useRef(task.due_date);

  function close(): void {
    changeMany([task], moveTo(picked.current, context.timeZone), m.bulk.moved);
    onClose();
  }

  return (
    <Modal open onClose={close} title={m.bulk.rescheduleTask(task.title)}>
      <div className="flex justify-center pb-4">
        <DuePicker
          value={shown}
          context={context}
          onPick={(dueDate) => {
            picked.current = dueDate;
            setShown(dueDate);
          }}
          onDone={close}
        />
      </div>
    </Modal>
  );
}
