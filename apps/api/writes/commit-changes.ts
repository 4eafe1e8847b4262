import type { Queryable } from "@pakaura/database/connection";
import type { Change } from "../tasks/change.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import type { Answer } from "./answer.ts";
import { commitStatement } from "./commit-statement.ts";
import type { Claim } from "./job.ts";
import type { Origin } from "./origin.ts";
import { eventRow, ruleRow, taskRow } from "./rows.ts";

/** Everything that one write changes: of one user, all or nothing. */
export type Commit = {
  userId: string;
  changes: { change: Change; origin: Origin }[];
  addedTags: string[];
  removedTags: string[];
  /** Answers to keep for repeated requests. */
  kept: { claim: Claim; answer: Answer }[];
};

/**
 * Writes tasks, rules, tags, events and kept answers by one SQL statement: one round trip, one
 * transaction. False, with nothing written, when a task is no longer of the version that was decided
 * upon. Rejects with a unique violation when an id or a key has been taken meanwhile.
 */
export async function commitChanges(queryable: Queryable, commit: Commit): Promise<boolean> {
  const { created, updated } = finalStates(commit.changes.map(({ change }) => change));
  const events = commit.changes.map(({ change, origin }, index) =>
    eventRow(change, origin, index + 1),
  );
  const written = [...created, ...updated.map(({ task }) => task)];
  const rules = new Map(
    commit.changes.flatMap(({ change: { before, after } }) =>
      after.rule === null || after.rule === before?.rule
        ? []
        : [[after.rule.id, ruleRow(after.rule, after.userId, after.updatedAt)] as const],
    ),
  );
  const tagNames = new Set([...written.flatMap((task) => task.tags), ...commit.addedTags]);
  const statement = commitStatement({
    userId: commit.userId,
    created: created.map(taskRow),
    updated: updated.map(({ task }) => taskRow(task)),
    expected: updated.map(({ task, version }) => ({ id: task.id, version })),
    rules: [...rules.values()],
    tagNames: [...tagNames],
    removedTags: commit.removedTags,
    events,
    kept: commit.kept.map(({ claim, answer }) => ({
      key: claim.key,
      request_hash: claim.requestHash,
      ...answer,
    })),
  });
  const { rows } = await queryable.query<{ is_written: boolean }>(statement);
  return rows[0]?.is_written === true;
}

/** The last state of each task, apart by whether it is new, with the version that it had before. */
function finalStates(changes: Change[]): {
  created: StoredTask[];
  updated: { task: StoredTask; version: number }[];
} {
  const states = new Map<string, { task: StoredTask; version: number | null }>();
  for (const { before, after } of changes) {
    const known = states.get(after.id);
    const version = known === undefined ? (before?.version ?? null) : known.version;
    states.set(after.id, { task: after, version });
  }
  const created: StoredTask[] = [];
  const updated: { task: StoredTask; version: number }[] = [];
  for (const { task, version } of states.values()) {
    if (version === null) created.push(task);
    else updated.push({ task, version });
  }
  return { created, updated };
}
