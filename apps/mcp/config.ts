import { z } from "zod";

/** The settings of the server on stdio: which Pakaura, and the access token of whose tasks. */
export const mcpConfigSchema = z.object({
  PAKAURA_URL: z
    .url({ protocol: /^https?$/ })
    .default("http://localhost:3000")
    .describe("the address of Pakaura, such as https://tasks.example.org"),
  PAKAURA_TOKEN: z
    .string()
    .regex(/^pak_[A-Za-z0-9_-]+$/)
    .describe("a personal access token (pak_...), made in the settings of Pakaura"),
});
