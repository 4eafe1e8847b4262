import type { Operation } from "./operation.ts";
import type { AssistantTask, World } from "./world.ts";

/** The world once some operations are carried out, as far as the assistant looks at it. The log is as it was. */
export function applyOperations(world: World, operations: readonly Operation[]): World {
  return operations.reduce(applyOperation, world);
}

function applyOperation(world: World, operation: Operation): World {
  const { id } = operation;
  const changed = (change: (task: AssistantTask) => AssistantTask): World => ({
    ...world,
    tasks: world.tasks.map((task) => (task.id === id ? change(task) : task)),
  });
  switch (operation.op) {
    case "create":
      return {
        ...world,
        tasks: [...world.tasks, { ...blank, ...operation.body, id, title: operation.body.title }],
      };
    case "update":
      return changed((task) => ({ ...task, ...operation.body }));
    case "complete":
      return changed((task) => ({ ...task, completed: true }));
    case "uncomplete":
      return changed((task) => ({ ...task, completed: false }));
    case "delete":
      return {
        ...world,
        tasks: world.tasks.filter((task) => task.id !== id),
        trash: [...world.trash, ...world.tasks.filter((task) => task.id === id)],
      };
    case "restore":
      return {
        ...world,
        tasks: [...world.tasks, ...world.trash.filter((task) => task.id === id)],
        trash: world.trash.filter((task) => task.id !== id),
      };
    case "snooze_reminder":
      return world;
  }
}

const blank = {
  notes: "",
  due_date: null,
  priority: "none",
  tags: [],
  completed: false,
  recurrence: null,
  reminder_lead_minutes: null,
} as const;
