import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { z } from "zod";

type Json = Record<string, unknown>;

/**
 * The JSON Schema (2020-12, which is what MCP takes it for) without the line that says so. An answer may have more
 * fields than a client knows, as it grows.
 */
function jsonOf(schema: z.ZodObject, io: "input" | "output"): Json {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (io === "output") delete jsonSchema.additionalProperties;
    },
  });
  return json;
}

/**
 * A schema as clients are shown it. It takes any value: a tool reads its arguments itself, because what it says of
 * wrong ones is meant for a model. The JSON is made once, and not for each request.
 */
export function presented(schema: z.ZodObject): StandardSchemaWithJSON {
  const made = { input: jsonOf(schema, "input"), output: jsonOf(schema, "output") };
  return {
    "~standard": {
      version: 1,
      vendor: "pakaura",
      validate: (value) => ({ value }),
      jsonSchema: { input: () => made.input, output: () => made.output },
    },
  };
}
