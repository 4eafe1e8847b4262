import type { Task } from "@pakaura/contract/task";
import type { TaskItems } from "@pakaura/contract/http";
import { acceptTasks } from "../../app/client.ts";
import { request, requestRead } from "../../lib/api.ts";
import { currentLocale } from "../../messages/format.ts";
import { readEvents } from "./read-events.ts";
import type { Asked, Place } from "./talk.ts";
import { toAnswer, type Words } from "./turn.ts";

/** Has the server do what words say. Lists show it at once, as they do every answer. */
export async function askServer(
  { text, confirm }: Words,
  { conversationId, shown: shownBefore }: Place,
  onWords: (words: string) => void,
): Promise<Asked> {
  const answer = await requestRead(
    "/api/v1/assistant",
    {
      method: "POST",
      headers: { accept: "text/event-stream", "accept-language": currentLocale() },
      body: {
        text,
        ...(conversationId === null ? {} : { conversation_id: conversationId }),
        ...(confirm === undefined ? {} : { confirm }),
      },
    },
    (response) => readEvents(response, onWords),
  );
  acceptTasks(answer.tasks);
  const { shown, candidates, conversation_id: id } = answer;
  const shownNow = [shown, candidates].find((ids) => ids.length > 0) ?? shownBefore;
  // What was said here before is not what was said last.
  const place = { conversationId: id, here: null, shown: shownNow };
  return { answer: toAnswer(answer), place };
}

/** Has the server take a turn back. Throws ProblemError where it cannot be. */
export async function undoOnServer(turnId: string): Promise<void> {
  const { items } = await request<TaskItems>(`/api/v1/assistant/turns/${turnId}/undo`, {
    method: "POST",
  });
  acceptTasks(items satisfies readonly Task[]);
}
