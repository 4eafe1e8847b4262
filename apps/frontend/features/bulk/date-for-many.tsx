import type { Task } from "@pakaura/contract/task";
import type { ReactElement } from "react";
import { m } from "../../messages/all-messages.ts";
import { Popup } from "../../ui/popup.tsx";
import { DuePicker } from "../tasks/due-picker.tsx";
import type { DueContext } from "../tasks/due-words.ts";
import { usePickedDate } from "./use-picked-date.ts";

type DateForManyProps = {
  tasks: readonly Task[];
  context: DueContext;
  trigger: ReactElement;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onPick: (dueDate: string | null) => void;
};

/** A day is taken at once; a time waits until the picker closes. */
export function DateForMany(props: DateForManyProps) {
  const { tasks, context, trigger, isOpen, onOpenChange, onPick } = props;
  const first = tasks[0]?.due_date ?? null;
  const common = tasks.every((task) => task.due_date === first) ? first : null;
  const { shown, pick, finish } = usePickedDate(common, onPick);

  function change(isOpening: boolean): void {
    onOpenChange(isOpening);
    if (!isOpening) finish();
  }

  return (
    <Popup label={m.tasks.due} open={isOpen} onOpenChange={change} trigger={trigger}>
      <DuePicker value={shown} context={context} onPick={pick} onDone={() => change(false)} />
    </Popup>
  );
}
