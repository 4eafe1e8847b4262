import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { outOfStep, takeSharedFiles } from "./shared-files.ts";

const root = join(import.meta.dirname, "../..");
let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "pakaura-chart-"));
  for (const part of ["infra/dapr", "infra/kafka", "infra/monitoring", "infra/helm/pakaura/files"])
    cpSync(join(root, part), join(copy, part), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

test("the chart has Dapr's resources and the topics as they are", () => {
  expect(outOfStep(root)).toEqual([]);
});

test("a resource that was changed, added or removed is named, until it is taken", () => {
  writeFileSync(join(copy, "infra/kafka/topics.conf"), "other 1 1\n");
  writeFileSync(join(copy, "infra/dapr/resources/new.yaml"), "kind: Component\n");
  rmSync(join(copy, "infra/dapr/resources/resiliency.yaml"));
  expect(outOfStep(copy).sort()).toEqual([
    "infra/helm/pakaura/files/dapr/new.yaml is not as infra/dapr/resources/new.yaml",
    "infra/helm/pakaura/files/dapr/resiliency.yaml is a copy of nothing",
    "infra/helm/pakaura/files/topics.conf is not as infra/kafka/topics.conf",
  ]);
  takeSharedFiles(copy);
  expect(outOfStep(copy)).toEqual([]);
});
