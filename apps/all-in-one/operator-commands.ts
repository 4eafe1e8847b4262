import { createPasswordResetLink } from "@pakaura/accounts/reset-link";
import { createPool } from "@pakaura/database/connection";
import { createLogger } from "@pakaura/service/logging";
import { readSettings } from "./config.ts";
import { readDeadLetterWords, runDeadLetterCommand } from "./dead-letter-commands.ts";
import { findDatabase } from "./find-database.ts";
import { printSubscriptions, rewindService } from "./subscription-commands.ts";

const help = `Usage: npm run ops -- COMMAND

  user reset-link EMAIL   prints a link by which this user chooses a new password,
                          valid once and for one hour
  dead-letters list       what services gave up: id, service, event, tries, error
  dead-letters show ID    one of them with its event
  dead-letters replay ID  delivers it once more; taken, it is gone
  dead-letters discard ID
  subscriptions           each service's place in the event log, and how far it is behind
  rewind SERVICE TIME     has it handle every kept event since TIME (ISO 8601) again

dead-letters, subscriptions and rewind need a Pakaura that runs.
The others work while Pakaura runs and while it does not. Takes the same settings as npm start:
PAKAURA_DATA or DATABASE_URL says where the data is, PUBLIC_URL what the link begins with.`;

/** Runs one command of an operator and resolves with the exit code. */
export async function runOperatorCommand(
  words: string[],
  env: Record<string, string | undefined>,
): Promise<number> {
  const [subject, action, email, ...rest] = words;
  if (subject === undefined || subject === "help" || words.includes("--help")) {
    console.log(help);
    return 0;
  }
  const letters = subject === "dead-letters" ? readDeadLetterWords(words.slice(1)) : null;
  if (letters) return runDeadLetterCommand(readSettings(env), letters);
  if (subject === "subscriptions" && words.length === 1)
    return printSubscriptions(readSettings(env));
  if (subject === "rewind" && action !== undefined && email !== undefined && rest.length === 0)
    return rewindService(readSettings(env), action, email);
  if (subject !== "user" || action !== "reset-link" || email === undefined || rest.length > 0) {
    console.error(help);
    return 2;
  }
  return printResetLink(email, env);
}

async function printResetLink(
  email: string,
  env: Record<string, string | undefined>,
): Promise<number> {
  const settings = readSettings(env);
  const log = createLogger("ops", settings.LOG_LEVEL);
  const database = await findDatabase(settings, log);
  const pool = createPool({ url: database.url, max: 1, log });
  try {
    const baseUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
    const link = await createPasswordResetLink({ pool, baseUrl }, email);
    if (link === null) {
      console.error(`There is no user with the address ${email}`);
      return 1;
    }
    console.log(link);
    return 0;
  } finally {
    await pool.end();
    await database.stop();
  }
}
