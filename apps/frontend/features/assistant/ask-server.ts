import type { AssistantAnswer } from "@pakaura/contract/assistant";
import type { Task } from "@pakaura/contract/task";
import type { TaskItems } from "@pakaura/contract/http";
import { acceptTasks } from "../../app/client.ts";
import { ProblemError, request, requestRead, UnreachableError } from "../../lib/api.ts";
import { backoffMs, pause } from "../../lib/backoff.ts";
import { currentLocale } from "../../messages/format.ts";
import { readEvents } from "./read-events.ts";
import type { Asked, AskedTurn, Place } from "./talk.ts";
import { toAnswer, type Words } from "./turn.ts";

/** So often words are sent whose answer does not come. */
const triesAtMost = 3;

/** Whether words may have been carried out though there was no answer to them. */
export function isLost(error: unknown): boolean {
  return (
    error instanceof UnreachableError || (error instanceof ProblemError && error.status >= 500)
  );
}

/**
 * Has the server do what words say. Lists show it at once, as they do every answer. When that is lost on the way, the same
 * is asked again: by its key the server does it once.
 */
export async function askServer(
  words: Words,
  { shown: shownBefore }: Place,
  turn: AskedTurn,
): Promise<Asked> {
  const answer = await sendUntilAnswered(words, turn);
  acceptTasks(answer.tasks);
  const { shown, candidates, conversation_id: id } = answer;
  const shownNow = [shown, candidates].find((ids) => ids.length > 0) ?? shownBefore;
  // What was said here before is not what was said last.
  const place = { conversationId: id, here: null, shown: shownNow };
  return { answer: toAnswer(answer), place };
}

async function sendUntilAnswered(words: Words, turn: AskedTurn): Promise<AssistantAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(words, turn);
    } catch (error) {
      if (!isLost(error) || attempt === triesAtMost || !navigator.onLine) throw error;
      await pause(backoffMs(attempt));
    }
  }
}

function send(
  { text, confirm }: Words,
  { sent: { key, conversationId }, onWords }: AskedTurn,
): Promise<AssistantAnswer> {
  return requestRead(
    "/api/v1/assistant",
    {
      method: "POST",
      idempotencyKey: key,
      headers: { accept: "text/event-stream", "accept-language": currentLocale() },
      body: {
        text,
        ...(conversationId === null ? {} : { conversation_id: conversationId }),
        ...(confirm === undefined ? {} : { confirm }),
      },
    },
    (response) => readEvents(response, onWords),
  );
}

/** Has the server take a turn back. Throws ProblemError where it cannot be. */
export async function undoOnServer(turnId: string): Promise<void> {
  const { items } = await request<TaskItems>(`/api/v1/assistant/turns/${turnId}/undo`, {
    method: "POST",
  });
  acceptTasks(items satisfies readonly Task[]);
}
