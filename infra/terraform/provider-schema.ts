import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What a block of Oracle's provider takes and gives. Types are as in `string`, `list(string)` and `map(string)`. */
export type BlockSchema = {
  /** Arguments that have to be there, may be there, and attributes that only the provider sets; by their type. */
  required: Record<string, string>;
  optional: Record<string, string>;
  computed: Record<string, string>;
  blocks: Record<string, NestedSchema>;
};

type NestedSchema = BlockSchema & {
  /** Whether it may stand there more than once. */
  repeats: boolean;
  /** `never`: only the provider makes it. */
  use: "required" | "optional" | "never";
};

const types = z.record(z.string(), z.string()).default({});
const blockShape = {
  required: types,
  optional: types,
  computed: types,
  blocks: z
    .record(
      z.string(),
      z.lazy((): z.ZodType<NestedSchema> => nestedSchema),
    )
    .default({}),
};
const nestedSchema: z.ZodType<NestedSchema> = z.strictObject({
  repeats: z.boolean(),
  use: z.enum(["required", "optional", "never"]),
  ...blockShape,
});
const blockSchema: z.ZodType<BlockSchema> = z.strictObject(blockShape);

const providerSchema = z.strictObject({
  /** Version of the provider that this is of. */
  version: z.string(),
  provider: blockSchema,
  resources: z.record(z.string(), blockSchema),
  data: z.record(z.string(), blockSchema),
});
export type ProviderSchema = z.infer<typeof providerSchema>;

export const schemaFile = join(import.meta.dirname, "oci-schema.json");

/** Oracle's provider, as far as the configuration uses it (take-schema.ts makes the file). */
export function readProviderSchema(): ProviderSchema {
  return providerSchema.parse(JSON.parse(readFileSync(schemaFile, "utf8")));
}
