import { backUp, restore } from "./backup-commands.ts";
import { readSettings } from "./config.ts";
import { readDeadLetterWords, runDeadLetterCommand } from "./dead-letter-commands.ts";
import { printSubscriptions, removeSubscription, rewindService } from "./subscription-commands.ts";
import { readUserWords, runUserCommand } from "./user-commands.ts";

const help = `Usage: npm run ops -- COMMAND

  user list               every user: address, since when, tasks, active or disabled
  user reset-link EMAIL   prints a link by which this user chooses a new password,
                          valid once and for one hour
  user verify EMAIL       vouches for the address of an account, or of a sign-up that waits for its mail
  user sign-in-link EMAIL prints a link that signs this user in, valid once and for one hour
  user disable EMAIL      signs this user out everywhere, until user enable EMAIL
  user delete EMAIL --yes deletes this user with everything, for good
  dead-letters list       what services gave up: id, service, event, tries, error
  dead-letters show ID    one of them with its event
  dead-letters replay ID  delivers it once more; taken, it is gone
  dead-letters discard ID
  subscriptions           each service's place in the event log, and how far it is behind
  subscriptions remove SERVICE
                          forgets one that was retired, so that events can be pruned
  rewind SERVICE TIME     has it handle every kept event since TIME (ISO 8601) again
  backup FILE             writes everything into a file
  restore FILE [--replace]
                          puts a backup in place of everything there is

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
  if (
    subject === "subscriptions" &&
    action === "remove" &&
    email !== undefined &&
    rest.length === 0
  )
    return removeSubscription(readSettings(env), email);
  if (subject === "backup" && action !== undefined && words.length === 2)
    return backUp(readSettings(env), action);
  if (subject === "restore" && action !== undefined && [undefined, "--replace"].includes(email))
    return restore(readSettings(env), action, { isForced: email === "--replace" });
  if (subject === "rewind" && action !== undefined && email !== undefined && rest.length === 0)
    return rewindService(readSettings(env), action, email);
  const user = subject === "user" ? readUserWords(words.slice(1)) : null;
  if (user) return runUserCommand(readSettings(env), user);
  console.error(help);
  return 2;
}
