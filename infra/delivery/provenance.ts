import { z } from "zod";

/** What GitHub says of a run (https://docs.github.com/en/actions/reference/workflows-and-actions/variables). */
const runSchema = z.object({
  GITHUB_SERVER_URL: z.url(),
  GITHUB_REPOSITORY: z.string(),
  GITHUB_REPOSITORY_ID: z.string().default(""),
  GITHUB_REPOSITORY_OWNER_ID: z.string().default(""),
  GITHUB_REF: z.string(),
  GITHUB_EVENT_NAME: z.string(),
  GITHUB_WORKFLOW_REF: z.string(),
  GITHUB_RUN_ID: z.string(),
  GITHUB_RUN_ATTEMPT: z.string(),
  RUNNER_ENVIRONMENT: z.string().default("self-hosted"),
});

/**
 * How an image came to be: a predicate of SLSA 1.0 (https://slsa.dev/spec/v1.0/provenance), by the build type of GitHub's
 * workflows. Null where no workflow runs: then there is nobody to say it.
 */
export function provenanceOf(environment: NodeJS.ProcessEnv, revision: string): object | null {
  const parsed = runSchema.safeParse(environment);
  if (!parsed.success) return null;
  const run = parsed.data;
  const repository = `${run.GITHUB_SERVER_URL}/${run.GITHUB_REPOSITORY}`;
  const path = run.GITHUB_WORKFLOW_REF.slice(run.GITHUB_REPOSITORY.length + 1).replace(/@.*$/, "");
  return {
    buildDefinition: {
      buildType: "https://actions.github.io/buildtypes/workflow/v1",
      externalParameters: { workflow: { ref: run.GITHUB_REF, repository, path } },
      internalParameters: {
        github: {
          event_name: run.GITHUB_EVENT_NAME,
          repository_id: run.GITHUB_REPOSITORY_ID,
          repository_owner_id: run.GITHUB_REPOSITORY_OWNER_ID,
          runner_environment: run.RUNNER_ENVIRONMENT,
        },
      },
      resolvedDependencies: [
        { uri: `git+${repository}@${run.GITHUB_REF}`, digest: { gitCommit: revision } },
      ],
    },
    runDetails: {
      builder: { id: `${run.GITHUB_SERVER_URL}/${run.GITHUB_WORKFLOW_REF}` },
      metadata: {
        invocationId: `${repository}/actions/runs/${run.GITHUB_RUN_ID}/attempts/${run.GITHUB_RUN_ATTEMPT}`,
      },
    },
  };
}
