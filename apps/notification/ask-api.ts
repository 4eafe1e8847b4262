import {
  type OnBehalf,
  type RemindersSettled,
  remindersSettledSchema,
} from "@pakaura/contract/internal";
import type { Invocation } from "@pakaura/platform/invocation";

/** Asks the API for a change of a task's reminders; nothing is left of them when the user is gone. */
export async function askApi(
  invocation: Invocation,
  path: string,
  body: OnBehalf & Record<string, unknown>,
): Promise<RemindersSettled> {
  const answer = await invocation.invoke("api", "POST", path, body, body);
  if (answer.status === 404) return { reminders: [], fired: [] };
  if (answer.status !== 200) throw new Error(`The api answered ${answer.status} to ${path}`);
  return remindersSettledSchema.parse(answer.body);
}
