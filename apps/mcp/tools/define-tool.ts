import { validationProblem } from "@pakaura/service/parse";
import type { z } from "zod";
import type { Caller } from "../caller.ts";
import { type Tool, ToolError, type ToolResult } from "./tool.ts";
import { explainFailure } from "./explain-failure.ts";
import { withoutNulls } from "./without-nulls.ts";

type Definition<Input extends z.ZodObject, Output extends z.ZodObject> = Omit<
  Tool,
  "input" | "output" | "call"
> & {
  input: Input;
  output: Output;
  run: (input: z.output<Input>, caller: Caller) => Promise<ToolResult<z.output<Output>>>;
};

/**
 * A tool from what it takes and does. Arguments that do not fit are refused before anything is done, and every
 * failure says what to do next.
 */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>({
  run,
  ...tool
}: Definition<Input, Output>): Tool {
  return {
    ...tool,
    call: async (given, caller) => {
      const parsed = tool.input.safeParse(withoutNulls(given ?? {}));
      if (!parsed.success) throw new ToolError(wrongArguments(tool, parsed.error));
      try {
        return await run(parsed.data, caller);
      } catch (error) {
        throw explainFailure(error, tool.name);
      }
    },
  };
}

function wrongArguments({ name, input }: Pick<Tool, "name" | "input">, error: z.ZodError): string {
  const { errors = [] } = validationProblem(error, "arguments");
  return [
    `Nothing was done: the arguments of ${name} are not valid.`,
    ...errors.map(({ field, message }) => `- ${field}: ${message}`),
    `It takes: ${Object.keys(input.shape).join(", ") || "nothing"}. Correct them and call it again.`,
  ].join("\n");
}
