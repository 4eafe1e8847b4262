import { defineConfig } from "drizzle-kit";

/**
 * For `npx drizzle-kit generate` (run in this folder): compares `tables.ts` with the last snapshot
 * and writes the next migration. What a table definition cannot say goes into a migration made by
 * `npx drizzle-kit generate --custom`.
 */
export default defineConfig({
  dialect: "postgresql",
  schema: ["./tables.ts", "./oauth-tables.ts"],
  out: "./migrations",
});
