import { expect, test } from "vitest";
import { provenanceOf } from "./provenance.ts";

const revision = "0123456789abcdef0123456789abcdef01234567";
const run = {
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "founders/pakaura",
  GITHUB_REF: "refs/heads/main",
  GITHUB_EVENT_NAME: "push",
  GITHUB_WORKFLOW_REF: "founders/pakaura/.github/workflows/deploy.yml@refs/heads/main",
  GITHUB_RUN_ID: "7",
  GITHUB_RUN_ATTEMPT: "2",
};

test("it names the commit, the workflow and the run", () => {
  expect(provenanceOf(run, revision)).toMatchObject({
    buildDefinition: {
      externalParameters: {
        workflow: {
          ref: "refs/heads/main",
          repository: "https://github.com/founders/pakaura",
          path: ".github/workflows/deploy.yml",
        },
      },
      resolvedDependencies: [
        {
          uri: "git+https://github.com/founders/pakaura@refs/heads/main",
          digest: { gitCommit: revision },
        },
      ],
    },
    runDetails: {
      builder: {
        id: "https://github.com/founders/pakaura/.github/workflows/deploy.yml@refs/heads/main",
      },
      metadata: { invocationId: "https://github.com/founders/pakaura/actions/runs/7/attempts/2" },
    },
  });
});

test("outside of a workflow nobody says how an image came to be", () => {
  expect(provenanceOf({}, revision)).toBeNull();
});
