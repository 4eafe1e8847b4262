import type { Priority } from "@pakaura/contract/task";

/** Lowest first: the index is the rank that is stored and sorted by. */
const byRank = ["none", "low", "medium", "high", "urgent"] as const satisfies readonly Priority[];

/** The rank of a priority: 0 none, 1 low, 2 medium, 3 high, 4 urgent. */
export function priorityRank(priority: Priority): number {
  return byRank.indexOf(priority);
}

/** The priority of a rank. Throws a RangeError for anything but 0 to 4, which only a wrong row can hold. */
export function priorityOfRank(rank: number): Priority {
  const priority = byRank[rank];
  if (priority === undefined) throw new RangeError(`No priority has rank ${rank}`);
  return priority;
}
