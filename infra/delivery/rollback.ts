import { Refused } from "./refused.ts";
import {
  kubectl,
  releaseName,
  releaseRevisions,
  type ReleaseRevision,
  restore,
  runningRevision,
} from "./release-state.ts";
import { summarize } from "./report.ts";
import { forgetSchemaRefusal, podsThatAreNotReady, schemaRefusal } from "./why-it-failed.ts";

/** Statuses of revisions that once ran as a whole. */
const whole = ["deployed", "superseded"];

const listed = (revisions: readonly ReleaseRevision[]): string =>
  revisions
    .map(({ revision, status, description }) => `${revision} (${status}, ${description})`)
    .join("; ");

/** The revision to go back to, or `Refused` with what there is. */
export function revisionToRestore(
  text: string | undefined,
  revisions: readonly ReleaseRevision[],
): ReleaseRevision {
  const running = runningRevision(revisions);
  const wanted = revisions.find(({ revision }) => String(revision) === text);
  if (wanted === undefined)
    throw new Refused(`There is no revision ${text ?? ""}. There are: ${listed(revisions)}`);
  if (wanted === running) throw new Refused(`Revision ${wanted.revision} is the one that runs`);
  if (!whole.includes(wanted.status))
    throw new Refused(
      `Revision ${wanted.revision} is ${wanted.status}: it never ran. There are: ${listed(revisions)}`,
    );
  return wanted;
}

/** Helm takes a rollback that was refused for one that goes on, and would do nothing more until it is forgotten. */
async function forgetRefused(): Promise<void> {
  const refused = `--selector=owner=helm,name=${releaseName},status=pending-rollback`;
  await kubectl("delete", "secrets", refused);
}

async function explain(cause: unknown, wanted: ReleaseRevision): Promise<Refused> {
  const schema = await schemaRefusal();
  if (schema === "") {
    console.error(await podsThatAreNotReady());
    const why = cause instanceof Error ? cause.message : String(cause);
    return new Refused(`Revision ${wanted.revision} did not come up: ${why}`);
  }
  await forgetRefused();
  return new Refused(`Nothing was changed: ${schema}`);
}

/** Goes back to a revision of the release and waits until all is ready. Refused, with the reason, where the database does not take it. */
export async function rollback(text: string | undefined): Promise<void> {
  const wanted = revisionToRestore(text, await releaseRevisions());
  await forgetSchemaRefusal();
  try {
    await restore(wanted);
  } catch (error) {
    throw await explain(error, wanted);
  }
  const now = runningRevision(await releaseRevisions());
  summarize(`Revision ${now?.revision} runs what ${wanted.revision} was: ${wanted.description}`);
}
