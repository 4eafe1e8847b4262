import type { Task } from "@pakaura/contract/task";
import { isolate } from "../../lib/isolate.ts";
import { m } from "../../messages/all-messages.ts";
import { Modal } from "../../ui/dialog.tsx";
import { DuePicker } from "../tasks/due-picker.tsx";
import type { DueContext } from "../tasks/due-words.ts";
import { moveTo } from "./bulk-change.ts";
import { changeMany } from "./change-many.ts";
import { usePickedDate } from "./use-picked-date.ts";

type RescheduleSheetProps = { task: Task; context: DueContext; onClose: () => void };

/** Asks for the day that a swiped task is moved to. */
export function RescheduleSheet({ task, context, onClose }: RescheduleSheetProps) {
  const { shown, pick, finish } = usePickedDate(task.due_date, (dueDate) =>
    changeMany([task], moveTo(dueDate, context.timeZone), m.bulk.moved),
  );

  function close(): void {
    finish();
    onClose();
  }

  return (
    <Modal open onClose={close} title={m.bulk.rescheduleTask(isolate(task.title))}>
      <div className="flex justify-center pb-4">
        <DuePicker value={shown} context={context} onPick={pick} onDone={close} />
      </div>
    </Modal>
  );
}
