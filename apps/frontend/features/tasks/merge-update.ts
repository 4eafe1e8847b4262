import type { UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { bodyBefore } from "./body-before.ts";
import { updateFields, valueOf, wantedValue, type UpdateField } from "./field-values.ts";
import { mergeTags } from "./merge-tags.ts";
import type { TaskOperation } from "./operation.ts";

/** A field that was changed here and elsewhere, to different values. `kept` says whose stays. */
export type Conflict = {
  taskId: string;
  title: string;
  field: UpdateField;
  kept: "here" | "elsewhere";
  /** The field with the value that gave way, as an update takes it. */
  lost: UpdateTask;
};

/** What is still to be sent of an update, and where it met a change from elsewhere. */
export type MergedUpdate = { body: UpdateTask; conflicts: readonly Conflict[] };

type UpdateOperation = Extract<TaskOperation, { kind: "update" }>;

/**
 * Merges an update into the task as the server knows it now, field by field: a field that nobody
 * else touched is sent, and of two changes to one field the later one stays. Tags are added and removed one
 * by one.
 */
export function mergeUpdate(operation: UpdateOperation, current: Task): MergedUpdate {
  const { base, madeAt, taskId } = operation;
  const body = withMergedTags(operation, current);
  const clashing = updateFields.filter((field) => {
    if (body[field] === undefined || body[field] !== operation.body[field]) return false;
    const now = valueOf(current, field);
    return now !== valueOf(base, field) && now !== wantedValue(body, field);
  });
  const isLater = changedElsewhereAt(operation, current) > Date.parse(madeAt);
  const kept = isLater ? "elsewhere" : "here";
  const remaining = { ...body };
  if (kept === "elsewhere") for (const field of clashing) delete remaining[field];
  const { title } = current;
  const side = kept === "elsewhere" ? body : bodyBefore(current, body);
  return {
    body: remaining,
    conflicts: clashing.map((field) => {
      const lost: UpdateTask = { [field]: side[field] };
      return { taskId, title, field, kept, lost };
    }),
  };
}

/**
 * When somebody else changed the task last, in milliseconds: the time of its last change, which is the closest
 * that a task tells, unless that was a change of one's own that was sent before.
 */
function changedElsewhereAt({ elsewhere }: UpdateOperation, current: Task): number {
  return Date.parse(elsewhere?.version === current.version ? elsewhere.at : current.updated_at);
}

function withMergedTags({ base, body }: UpdateOperation, current: Task): UpdateTask {
  if (body.tags === undefined || valueOf(current, "tags") === valueOf(base, "tags")) return body;
  if (valueOf(current, "tags") === wantedValue(body, "tags")) return body;
  const tags = mergeTags({ base: base.tags, here: body.tags, elsewhere: current.tags });
  return tags === null ? body : { ...body, tags };
}
