import type { Task } from "@pakaura/contract/task";
import { outbox } from "../../app/client.ts";
import { tellStep, type Offer } from "../../lib/toast.ts";
import { formatList } from "../../messages/format.ts";
import { m } from "../../messages/messages.ts";

/**
 * The way from the deletion of some instances to that of their series: the next of each has come in its place, which
 * whoever wanted to be rid of the task did not mean. Null when none of them repeats. `deleted` are the tasks as they
 * are in the trash.
 */
export function offerSeries(deleted: readonly Task[]): Offer | null {
  const instances = deleted.filter(({ recurrence }) => recurrence?.active);
  if (instances.length === 0) return null;
  return {
    label: m.tasks.deleteSeries(instances.length),
    act: () => deleteSeriesOf(instances),
  };
}

/** Only what is not in the trash can be deleted with its series, and comes back with it. */
function deleteSeriesOf(instances: readonly Task[]): void {
  for (const instance of instances) {
    const { id: taskId } = instance;
    const base = { ...instance, deleted_at: null };
    outbox.add({ kind: "restore", taskId, base: instance });
    outbox.add({ kind: "delete-series", taskId, base });
  }
  tellStep(m.tasks.seriesMovedToTrash, {
    about: formatList(instances.slice(0, 3).map(({ title }) => title)),
    undo: () => {
      for (const base of instances) outbox.add({ kind: "restore-series", taskId: base.id, base });
    },
  });
}
