import { z } from "zod";
import { askOperators, printRefusal } from "./ask-operators.ts";
import type { Settings } from "./config.ts";

const actions = ["list", "show", "replay", "discard"] as const;
type Action = (typeof actions)[number];

const listSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      service: z.string(),
      type: z.string().nullable(),
      tries: z.number(),
      created_at: z.string(),
      error: z.string(),
    }),
  ),
});
const replaySchema = z.object({ error: z.string().nullable() });
const errorWidth = 100;

/** The action that the words name, with the id that all but `list` want; null when they name none. */
export function readDeadLetterWords(words: string[]): { action: Action; id: string } | null {
  const [first, id, ...rest] = words;
  const action = actions.find((one) => one === first);
  if (action === undefined || rest.length > 0) return null;
  if ((action === "list") !== (id === undefined)) return null;
  return { action, id: id ?? "" };
}

async function printAnswer(action: Action, response: Response): Promise<number> {
  if (action === "discard") {
    console.log("Discarded");
    return 0;
  }
  const answer: unknown = await response.json();
  if (action === "show") {
    console.log(JSON.stringify(answer, null, 2));
    return 0;
  }
  if (action === "replay") {
    const { error } = replaySchema.parse(answer);
    console.log(error === null ? "Replayed: the service took it" : `Refused again: ${error}`);
    return error === null ? 0 : 1;
  }
  const { items } = listSchema.parse(answer);
  for (const { id, service, type, tries, created_at, error } of items)
    console.log(
      [id, created_at, service, type ?? "-", `${tries} tries`, error.slice(0, errorWidth)].join(
        "  ",
      ),
    );
  if (items.length === 0) console.log("There are no dead letters");
  return 0;
}

/** Runs one `dead-letters` command against the Pakaura that runs, and resolves with the exit code. */
export async function runDeadLetterCommand(
  settings: Settings,
  { action, id }: { action: Action; id: string },
): Promise<number> {
  const one = `/${encodeURIComponent(id)}`;
  const requests = {
    list: { method: "GET", path: "" },
    show: { method: "GET", path: one },
    replay: { method: "POST", path: `${one}/replay` },
    discard: { method: "DELETE", path: one },
  };
  const { method, path } = requests[action];
  const response = await askOperators(settings, method, `dead-letters${path}`);
  return response.ok ? printAnswer(action, response) : printRefusal(response);
}
