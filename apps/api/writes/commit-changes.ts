import type { Queryable } from "@pakaura/database/connection";
import type { Change } from "../tasks/change.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { type CommitAnswer, commitStatement } from "./commit-statement.ts";
import { SameIdTwice } from "./database-problem.ts";
import type { Decision, Job } from "./job.ts";
import { eventRow, ruleRow, taskRow } from "./rows.ts";

export type Decided = { job: Pick<Job, "userId" | "origin" | "claim">; decision: Decision };

/**
 * Why nothing of a user was written.
 *
 * - `busy`: somebody else is writing for the user.
 * - `stale`: a task is no longer of the version that was decided upon.
 * - `missing`: the user has no stream yet, or is gone.
 */
export type Unwritten = "busy" | "stale" | "missing";

/**
 * Writes what was decided: tasks, rules, tags, events and kept answers, by one SQL statement, which is one
 * round trip and one transaction. Gives the users of whom nothing was written, and why; of the others
 * everything was. Rejects, with nothing written, with a unique violation when an id or a key has been
 * taken meanwhile, with `SameIdTwice`, and with a lock timeout when somebody is about to take one.
 */
export async function commitChanges(
  queryable: Queryable,
  decided: Decided[],
): Promise<Map<string, Unwritten>> {
  const changes = decided.flatMap(({ decision }) => decision.changes);
  if (createsOneTwice(changes)) throw new SameIdTwice();
  const { created, updated } = finalStates(changes);
  const rows = {
    created: created.map(taskRow),
    updated: updated.map(({ task }) => taskRow(task)),
    expected: updated.map(({ task, version }) => ({ id: task.id, user_id: task.userId, version })),
    rules: ruleRows(changes),
    tags: tagNames([...created, ...updated.map(({ task }) => task)], decided),
    removedTags: decided.flatMap(({ job: { userId }, decision: { removedTag: name } }) =>
      name === undefined ? [] : [{ userId, name }],
    ),
    events: eventRows(decided),
    kept: decided.flatMap(({ job, decision }) =>
      job.claim === null ? [] : [keptRow(job, decision)],
    ),
  };
  const isEmpty = Object.values(rows).every((list) => list.length === 0);
  if (isEmpty) return new Map();
  const userIds = [...new Set(decided.filter(writesAnything).map(({ job }) => job.userId))];
  const result = await queryable.query<CommitAnswer>(commitStatement(userIds, rows));
  const partly = result.rows[0]?.partly ?? null;
  return partly === null ? new Map() : findReasons(queryable, userIds, partly);
}

async function findReasons(
  queryable: Queryable,
  userIds: string[],
  { locked, written }: NonNullable<CommitAnswer["partly"]>,
): Promise<Map<string, Unwritten>> {
  const reasons = new Map<string, Unwritten>();
  const unlocked = userIds.filter((userId) => !locked.includes(userId));
  const { rows } = await queryable.query<{ user_id: string }>(
    "select user_id from streams where user_id = any($1::uuid[])",
    [unlocked],
  );
  const known = new Set(rows.map(({ user_id }) => user_id));
  for (const userId of unlocked) reasons.set(userId, known.has(userId) ? "busy" : "missing");
  for (const userId of locked) if (!written.includes(userId)) reasons.set(userId, "stale");
  return reasons;
}

/** Whoever only learns that there is nothing to do waits for nobody. */
function writesAnything({ job, decision }: Decided): boolean {
  const { changes, addedTag, removedTag } = decision;
  return (
    changes.length > 0 || addedTag !== undefined || removedTag !== undefined || job.claim !== null
  );
}

/** True when two users, or two requests, gave new tasks the same id: only one of them can have it. */
function createsOneTwice(changes: Change[]): boolean {
  const ids = changes.flatMap(({ before, after }) => (before === null ? after.id : []));
  return new Set(ids).size < ids.length;
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

/** Each rule that was set or changed, as it is last. */
function ruleRows(changes: Change[]): object[] {
  const rules = new Map<string, object>();
  for (const { before, after } of changes) {
    if (after.rule === null || after.rule === before?.rule) continue;
    rules.set(after.rule.id, ruleRow(after.rule, after.userId, after.updatedAt));
  }
  return [...rules.values()];
}

/** Events count from 1 for each user, and know how many of the user's there are. */
function eventRows(decided: Decided[]): object[] {
  const byUser = Map.groupBy(decided, ({ job }) => job.userId);
  return [...byUser.values()].flatMap((ofUser) => {
    const changes = ofUser.flatMap(({ job, decision }) =>
      decision.changes.map((change) => ({ change, origin: job.origin })),
    );
    return changes.map(({ change, origin }, index) =>
      eventRow(change, origin, { ordinal: index + 1, total: changes.length }),
    );
  });
}

/** The tags that tasks have from now on, and those that were added as such. */
function tagNames(tasks: StoredTask[], decided: Decided[]): { userId: string; name: string }[] {
  const names = [
    ...tasks.flatMap(({ userId, tags }) => tags.map((name) => ({ userId, name }))),
    ...decided.flatMap(({ job: { userId }, decision: { addedTag: name } }) =>
      name === undefined ? [] : [{ userId, name }],
    ),
  ];
  return [...new Map(names.map((one) => [`${one.userId} ${one.name}`, one])).values()];
}

function keptRow(job: Decided["job"], { answer }: Decision): object {
  const claim = { key: job.claim?.key, request_hash: job.claim?.requestHash };
  return { user_id: job.userId, ...claim, ...answer };
}
