import { z } from "zod";
import { askOperators, printRefusal } from "./ask-operators.ts";
import type { Settings } from "./config.ts";

const listSchema = z.object({
  items: z.array(
    z.object({
      service: z.string(),
      transaction_id: z.string().nullable(),
      position: z.number().nullable(),
      lag_seconds: z.number().nullable(),
      lag_events: z.number().nullable(),
    }),
  ),
});

type Place = z.infer<typeof listSchema>["items"][number];

function placeLine({ service, transaction_id, position, lag_seconds, lag_events }: Place): string {
  if (lag_events !== null) return `${service}  ${lag_events} events behind`;
  const lag = lag_seconds === null ? "does not run" : `${lag_seconds.toFixed(1)} s behind`;
  return `${service}  cursor ${transaction_id}/${position}  ${lag}`;
}

/** Prints each service's place in the event log and how far it is behind; resolves with the exit code. */
export async function printSubscriptions(settings: Settings): Promise<number> {
  const response = await askOperators(settings, "GET", "subscriptions");
  if (!response.ok) return printRefusal(response);
  for (const place of listSchema.parse(await response.json()).items) console.log(placeLine(place));
  return 0;
}

/** Has the service handle every kept event since `time` (ISO 8601) again; resolves with the exit code. */
export async function rewindService(
  settings: Settings,
  service: string,
  time: string,
): Promise<number> {
  const path = `subscriptions/${encodeURIComponent(service)}/rewind`;
  const response = await askOperators(settings, "POST", path, { time });
  if (!response.ok) return printRefusal(response);
  console.log(`${service} handles every event since ${time} again`);
  return 0;
}

/** Forgets the place of a service that was retired, which holds events back; resolves with the exit code. */
export async function removeSubscription(settings: Settings, service: string): Promise<number> {
  const path = `subscriptions/${encodeURIComponent(service)}`;
  const response = await askOperators(settings, "DELETE", path);
  if (!response.ok) return printRefusal(response);
  console.log(`${service} is forgotten: it would begin anew with the oldest kept event`);
  return 0;
}
