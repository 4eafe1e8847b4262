import type { z } from "zod";
import type { Caller } from "../caller.ts";

/** What a tool may do, as clients are told before they ask a person (the hints of the specification). */
export type Effect = {
  /** True when nothing is ever changed. */
  isReadOnly: boolean;
  /** True when something may be replaced or lost from sight. All of it can be undone. */
  isDestructive: boolean;
  /** True when the same call once more changes nothing more. */
  isIdempotent: boolean;
};

export const reads: Effect = { isReadOnly: true, isDestructive: false, isIdempotent: true };

export type ToolResult<Data> = { text: string; data: Data };

/** One tool: what clients are shown, and what it does. */
export type Tool = {
  name: string;
  title: string;
  description: string;
  effect: Effect;
  input: z.ZodObject;
  output: z.ZodObject;
  /** Takes arguments as they came. Throws `ToolError` when nothing was done. */
  call: (given: unknown, caller: Caller) => Promise<ToolResult<Record<string, unknown>>>;
};

/** Why nothing was done and what to do next, as a model is told. */
export class ToolError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ToolError";
  }
}
