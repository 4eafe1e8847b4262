import type { Me } from "@pakaura/contract/http";
import { newConversation, type Conversation } from "@pakaura/domain/assistant/conversation";
import { decide } from "@pakaura/domain/assistant/deciding/decide";
import { englishLog } from "@pakaura/domain/english-log";
import { outbox, queryClient, taskStore } from "../../app/client.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { uuidV7 } from "../../lib/uuid-v7.ts";
import { currentLocale } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";
import { firedReminders, hideReminders } from "../reminders/fired-reminders.ts";
import type { TaskChange } from "../tasks/operation.ts";
import { canBeOneOfMany } from "../tasks/send-group.ts";
import { changesOf } from "./carry-out-here.ts";
import { OutdatedError } from "./outdated-error.ts";
import type { Asked, Place } from "./talk.ts";
import type { Words } from "./turn.ts";
import { worldHere } from "./world-here.ts";

/** What takes back the turns that were carried out here, by their ids. */
const undos = new Map<string, readonly TaskChange[]>();

/**
 * Decides by the same rules as the server, over the tasks that this browser has. What comes of it is shown at once,
 * and sent when that can be.
 */
export function askHere({ text, confirm }: Words, place: Place): Asked {
  const me = queryClient.getQueryData<Me>(queryKeys.me);
  const fired = firedReminders.get();
  const conversation = place.here ?? { ...newConversation, ...lastShown(place) };
  if (confirm !== undefined && !isPending(conversation, confirm)) throw new OutdatedError();
  const now = Date.now();
  const turnId = uuidV7();
  const plan = decide(
    {
      text,
      world: worldHere(taskStore.tasks.values(), fired, m.activity.log ?? englishLog),
      conversation,
      at: {
        now,
        timeZone: me?.time_zone ?? "UTC",
        weekStart: me?.week_start ?? "monday",
        locale: currentLocale(),
      },
    },
    { turnId, newId: uuidV7 },
  );
  const madeAt = new Date(now).toISOString();
  const carried = changesOf(plan.operations, { tasks: taskStore.tasks, fired, madeAt });
  send(carried.changes);
  const isUndo = plan.undoes !== null;
  const isUndoable = carried.undo.length > 0 && !isUndo;
  if (isUndoable) undos.set(turnId, carried.undo);
  const { effect, reply, shown, candidates, pendingId } = plan;
  return {
    answer: {
      effect,
      reply,
      turnId,
      shown,
      candidates,
      pendingId,
      isUndoable,
      isUndo,
      via: "here",
    },
    place: { ...place, here: plan.conversation, shown: plan.conversation.shown },
  };
}

/** Takes back what a turn did here, as one step. */
export function undoHere(turnId: string): void {
  const undo = undos.get(turnId);
  if (undo === undefined) throw new OutdatedError();
  undos.delete(turnId);
  send(undo);
}

/** "It" and "the second one" go on being what the server showed last. */
function lastShown({ shown }: Place): Partial<Conversation> {
  return { shown, focus: shown };
}

function isPending({ pending }: Conversation, confirm: string): boolean {
  return pending?.kind === "confirm" && pending.id === confirm;
}

/** What can go to the server as one request does. */
function send(changes: readonly TaskChange[]): void {
  const { many = [], single = [] } = Object.groupBy(changes, ({ kind }) =>
    canBeOneOfMany(kind) ? "many" : "single",
  );
  if (many.length > 0) outbox.addAll(many);
  for (const change of single) {
    if (change.kind === "snooze-reminder")
      hideReminders(({ reminderId }) => reminderId === change.reminderId);
    outbox.add(change);
  }
}
