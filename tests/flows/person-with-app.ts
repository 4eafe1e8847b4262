import type { Receipt } from "@pakaura/contract/websocket";
import { signUp } from "../account.ts";
import { listenAsPerson, type Listener } from "../listener.ts";
import { tasksOf } from "./due-tasks.ts";
import type { Calls, startPushService } from "./push-service.ts";

type Message = Listener["messages"][number];

/** Somebody who has the app open, and whose reminders also go to a browser and to a program. */
export async function openApp(
  url: string,
  service: Awaited<ReturnType<typeof startPushService>>,
): Promise<{
  page: Listener;
  calls: () => Calls;
  addReminder: (title: string) => Promise<unknown>;
  /** Waits for a reminder, and says what became of it. */
  answer: (title: string, ...said: Receipt["state"][]) => Promise<void>;
}> {
  const account = await signUp(url, "ann");
  const calls = await service.subscribe(url, account);
  const page = await listenAsPerson(url, account);
  const idOf = (title: string, message: Message): string | null => {
    if (message.type !== "event" && message.type !== "reminder") return null;
    const { event } = message;
    const isIt = event.type === "reminder.fired" && event.data.payload.task_title === title;
    return isIt ? event.id : null;
  };
  return {
    page,
    calls,
    addReminder: (title) => tasksOf(url, account).addWithReminder(title, 1_500),
    answer: async (title, ...said) => {
      const id = idOf(title, await page.waitFor((one) => idOf(title, one) !== null)) ?? "";
      for (const state of said) page.send({ type: "receipt", event_id: id, state });
    },
  };
}
