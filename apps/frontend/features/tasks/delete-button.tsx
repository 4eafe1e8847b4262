import type { Task } from "@pakaura/contract/task";
import { Trash2 } from "lucide-react";
import { m } from "../../messages/all-messages.ts";
import { IconButton } from "../../ui/button.tsx";
import { ActionMenu, MenuEntry } from "../../ui/popup.tsx";
import { deleteSeries, deleteTask } from "./task-actions.ts";

/** Moves a task to the trash; of a series, asks whether only this instance is meant. */
export function DeleteButton({ task, onDone }: { task: Task; onDone: () => void }) {
  const run = (action: (task: Task) => void) => () => {
    action(task);
    onDone();
  };
  const icon = <Trash2 size={16} aria-hidden />;
  if (!task.recurrence?.active) {
    return (
      <IconButton label={m.tasks.moveToTrash} onClick={run(deleteTask)}>
        {icon}
      </IconButton>
    );
  }
  return (
    <ActionMenu trigger={<IconButton label={m.tasks.moveToTrash}>{icon}</IconButton>}>
      <MenuEntry onClick={run(deleteTask)}>{m.tasks.onlyThis}</MenuEntry>
      <MenuEntry onClick={run(deleteSeries)}>{m.tasks.wholeSeries}</MenuEntry>
    </ActionMenu>
  );
}
