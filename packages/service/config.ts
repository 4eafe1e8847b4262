import { z } from "zod";

/** A setting is wrong. The message is one line per wrong variable: its name, what it got, what it wants. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ConfigError";
  }
}

const secretNames = /SECRET|PASSWORD$|TOKEN|KEY|DATABASE_URL|SMTP_URL/;

function shown(name: string, value: string | undefined): string {
  if (value === undefined) return "nothing";
  if (secretNames.test(name)) return "a value (not shown)";
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}...` : value);
}

/**
 * Reads environment variables by a schema whose keys are their names. An empty variable counts as not
 * set. What a variable wants is its schema's description (`.describe("a port, 0 to 65535")`).
 * Throws `ConfigError`.
 */
export function readConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Record<string, string | undefined> = process.env,
): z.output<z.ZodObject<Shape>> {
  const given: Record<string, string | undefined> = {};
  for (const name of Object.keys(schema.shape)) given[name] = env[name] || undefined;
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = new Map<string, string>();
  for (const issue of result.error.issues) {
    const name = String(issue.path[0] ?? "configuration");
    const field: unknown = schema.shape[name];
    const wants = (field instanceof z.ZodType && field.description) || issue.message;
    if (!lines.has(name))
      lines.set(name, `${name}: got ${shown(name, given[name])}, wants ${wants}`);
  }
  throw new ConfigError([...lines.values()].join("\n"));
}

/** Variables of this prefix are ours alone, so that one we do not know is a typing error. */
const ownPrefix = "PAKAURA_";
/** Set by our own tests and scripts, and not for people. */
const ownVariables = /^PAKAURA_(TEST|BENCH|E2E)_/;

/** As `readConfig`, of a whole program: refuses a variable of ours that is none of its settings. */
export function readWholeConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Record<string, string | undefined>,
): z.output<z.ZodObject<Shape>> {
  const settings = readConfig(schema, env);
  const known = Object.keys(schema.shape);
  for (const name of Object.keys(env)) {
    if (!name.startsWith(ownPrefix) || ownVariables.test(name) || known.includes(name)) continue;
    const names = known.filter((one) => one.startsWith(ownPrefix)).join(", ");
    throw new ConfigError(`${name}: there is no such setting, wants one of ${names}`);
  }
  return settings;
}
