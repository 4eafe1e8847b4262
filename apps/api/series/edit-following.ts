import { isDeepStrictEqual } from "node:util";
import { type Change, changed, type DecisionContext, toChange } from "../tasks/change.ts";
import type { SeriesValues, StoredTask } from "../tasks/stored-task.ts";
import type { Tasks } from "../writes/job.ts";
import { carriedValues, ownValues, valueNames } from "./series-values.ts";

/**
 * What an edit for those that follow does to the instances after this one that are open already: each
 * has the new values too, but for those that were edited for it alone. Its date stays.
 */
export function editFollowing(
  before: StoredTask,
  after: StoredTask,
  tasks: Tasks,
  context: DecisionContext,
): Change[] {
  return tasks
    .all()
    .filter((one) => follows(one, after))
    .flatMap((one) => {
      const known = { ...one, rule: after.rule };
      const values = newValues(known, before, after);
      if (Object.keys(values).length === 0) return [];
      return [toChange("task.updated", known, changed(known, values, context), context)];
    });
}

function follows(one: StoredTask, task: StoredTask): boolean {
  return (
    one.rule !== null &&
    one.rule.id === task.rule?.id &&
    one.occurrenceNumber > task.occurrenceNumber &&
    one.completedAt === null &&
    one.deletedAt === null
  );
}

/** The values that the edit changed, where the other instance still has those of the series. */
function newValues(
  other: StoredTask,
  before: StoredTask,
  after: StoredTask,
): Partial<SeriesValues> {
  const own = ownValues(other);
  const [old, edited] = [carriedValues(before), carriedValues(after)];
  const values: Partial<SeriesValues> = {};
  for (const name of valueNames) {
    const isEdited = !isDeepStrictEqual(old[name], edited[name]);
    const isOfSeries =
      other.seriesValues?.[name] === undefined && isDeepStrictEqual(own[name], old[name]);
    if (isEdited && isOfSeries) Object.assign(values, { [name]: edited[name] });
  }
  return values;
}
