import { readCommands } from "@pakaura/domain/assistant/commands/read-commands";
import { evaluate, type Case } from "@pakaura/domain/assistant/evaluate";
import { z } from "zod";

/** What both kinds of lines say; a case says more, which its own code reads. */
const lineSchema = z.looseObject({
  id: z.string(),
  now: z.iso.datetime({ offset: true }),
  tz: z.string(),
});
const typedSchema = lineSchema.extend({ text: z.string(), locale: z.string().default("en-GB") });
const caseSchema = lineSchema.extend({
  week_start: z.enum(["monday", "saturday", "sunday"]).default("monday"),
  locale: z.string().default("en-GB"),
  state: z.object({
    tasks: z.array(z.unknown()),
    trash: z.array(z.unknown()).default([]),
    reminders: z.array(z.unknown()).default([]),
    activity: z.array(z.unknown()).default([]),
  }),
  turns: z.array(z.looseObject({ user: z.string() })),
});

/** A line of JSON for each line: the transcript of a case, or the commands of a text. Throws for what is neither. */
export async function* linesOf(
  command: "evaluate" | "read",
  lines: AsyncIterable<string>,
): AsyncGenerator<string> {
  for await (const line of lines)
    if (line.trim() !== "") yield JSON.stringify(command === "read" ? read(line) : play(line));
}

function read(line: string): { id: string; commands: unknown[] } {
  const { id, text, now, tz, locale } = typedSchema.parse(JSON.parse(line));
  const at = { now: Date.parse(now), timeZone: tz, weekStart: "monday", locale } as const;
  return { id, commands: readCommands(text, at) };
}

function play(line: string): unknown {
  // The state is that of whoever labelled the case: it is taken as it is.
  return evaluate(caseSchema.parse(JSON.parse(line)) as unknown as Case);
}
