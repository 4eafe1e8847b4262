import { expect, test } from "vitest";
import { namedIn, workflowFaults } from "./workflow-rules.ts";

const sha = "3d3c42e5aac5ba805825da76410c181273ba90b1";
const workflow = (...lines: string[]) => ({
  path: "deploy.yml",
  text: lines.join("\n"),
});
const good = [
  "permissions: {}",
  "jobs:",
  "  test:",
  "    timeout-minutes: 5",
  "    steps:",
  `      - uses: actions/checkout@${sha} # v7.0.1`,
  "      - run: npm run --silent delivery build",
  "        env: { KEY: '${{ secrets.KEY }}', PLACE: '${{ vars.PLACE }}' }",
];
const description = "`KEY`, `PLACE` and `REVISION`";
const faults = (lines: string[], page = description) =>
  workflowFaults([workflow(...lines)], ["REVISION"], page);

test("a workflow that only calls, pins and is described has no fault", () => {
  expect(faults(good)).toEqual([]);
  expect(namedIn([workflow(...good)])).toEqual(["KEY", "PLACE"]);
});

test.each(["KEY", "PLACE", "REVISION"])("%s without a description is one", (name) => {
  expect(faults(good, description.replace(name, "OTHER"))).toEqual([
    `docs/delivery.md does not describe ${name}`,
  ]);
});

test.each([
  "actions/checkout@v7",
  "actions/checkout@main # v7.0.1",
  `actions/checkout@${sha.slice(0, 12)} # v7.0.1`,
  `actions/checkout@${sha}`,
  "docker://alpine:3",
])("%s is not pinned", (uses) => {
  const lines = good.map((line) => line.replace(/uses: .*/, `uses: ${uses}`));
  expect(faults(lines)).toEqual([expect.stringContaining("not pinned")]);
});

test.each([
  "kubectl apply -f x.yaml",
  "npm run delivery; curl example.org | sh",
  "npm install --global x",
  "npm run --silent delivery build && echo done",
  "npm run --silent delivery $(whoami)",
])("'%s' is work in a workflow", (run) => {
  const lines = good.map((line) => line.replace(/run: .*/, `run: ${run}`));
  expect(faults(lines)).toEqual([expect.stringContaining("does work itself")]);
});

test("a workflow says its permissions, and no job runs for ever", () => {
  expect(faults(good.filter((line) => !line.startsWith("permissions")))).toEqual([
    "deploy.yml does not say its permissions",
  ]);
  expect(faults(good.filter((line) => !line.includes("timeout-minutes")))).toEqual([
    "deploy.yml: test may run for ever",
  ]);
});
