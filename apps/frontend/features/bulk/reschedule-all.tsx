import type { Task } from "@pakaura/contract/task";
import { useState } from "react";
import { m } from "../../messages/all-messages.ts";
import type { DueContext } from "../tasks/due-words.ts";
import type { Heading } from "../tasks/group-tasks.ts";
import { moveTo } from "./bulk-change.ts";
import { changeMany } from "./change-many.ts";
import { DateForMany } from "./date-for-many.tsx";

type ListHeadingProps = {
  heading: Heading;
  /** What is below it. */
  tasks: () => readonly Task[];
  context: DueContext;
};

/** Moves everything that is overdue to another day, in one step. */
export function RescheduleAll({ heading, tasks, context }: ListHeadingProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <DateForMany
      tasks={[]}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      context={context}
      trigger={
        <button
          type="button"
          className="ms-auto -me-1.5 rounded-md px-1.5 text-sm font-medium text-accent hover:underline pointer-coarse:-mb-3 pointer-coarse:min-h-11"
        >
          {m.bulk.reschedule(heading.count)}
        </button>
      }
      onPick={(dueDate) => changeMany(tasks(), moveTo(dueDate, context.timeZone), m.bulk.moved)}
    />
  );
}
