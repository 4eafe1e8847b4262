import { expect, test } from "vitest";
import { checkImports } from "./import-rules.ts";

function complaintsOf(path: string, text: string): string[] {
  return checkImports([{ path, text }]).map(({ message }) => message.replace(/^.*: /, ""));
}

test.each([
  [
    "packages/contract/a.ts",
    'import { x } from "@pakaura/domain/tags";',
    "contract imports only zod",
  ],
  ["packages/contract/a.ts", 'import fs from "node:fs";', "contract imports only zod"],
  [
    "packages/domain/a.ts",
    'import { x } from "@pakaura/database/tables";',
    "domain imports contract",
  ],
  ["packages/domain/a.ts", 'import { z } from "zod";', "domain imports contract"],
  ["packages/domain/a.ts", 'import { join } from "node:path";', "domain imports contract"],
  [
    "packages/platform/a.ts",
    'import { x } from "@pakaura/domain/tags";',
    "platform imports contract",
  ],
  [
    "packages/platform/dapr/a.ts",
    'import { x } from "../embedded/b.ts";',
    "never import each other",
  ],
  [
    "packages/platform/embedded/a.ts",
    'export { x } from "../dapr/b.ts";',
    "never import each other",
  ],
  ["apps/audit/a.ts", 'import { x } from "@pakaura/api/service";', "never another app"],
  ["apps/audit/a.ts", 'import { x } from "../api/service.ts";', "stays in its own workspace"],
  ["apps/audit/a.ts", 'import { x } from "../../packages/domain/tags.ts";', "stays in its own"],
  ["apps/audit/a.ts", 'const x = await import("@pakaura/api/service");', "never another app"],
  ["apps/web-server/a.ts", 'import { x } from "@pakaura/api/service";', "never another app"],
  ["apps/api/service.ts", 'import { x } from "@pakaura/mcp/service";', "never another app"],
  ["apps/api/main.ts", 'import { x } from "@pakaura/audit/service";', "never another app"],
  ["infra/stack/a.ts", 'import { x } from "@pakaura/api/service";', "only all-in-one imports apps"],
  [
    "apps/frontend/a.tsx",
    'import { x } from "@pakaura/database/tables";',
    "frontend imports contract",
  ],
  ["apps/frontend/a.tsx", 'import { x } from "node:path";', "no node:*"],
  [
    "packages/service/a.ts",
    'import { x } from "@pakaura/api/service";',
    "only all-in-one imports apps",
  ],
  [
    "tests/flows/a.ts",
    'import { x } from "@pakaura/all-in-one/start";',
    "nothing imports all-in-one",
  ],
  [
    "scripts/a.ts",
    'import { x } from "../apps/all-in-one/start.ts";',
    "stays in its own workspace",
  ],
])("%s may not have %s", (path, text, complaint) => {
  expect(complaintsOf(path, text)).toContainEqual(expect.stringContaining(complaint));
});

test.each([
  ["packages/contract/a.ts", 'import { z } from "zod";\nimport { x } from "./task.ts";'],
  ["packages/domain/a.ts", 'import type { Task } from "@pakaura/contract/task";'],
  [
    "packages/domain/a.test.ts",
    'import { readFileSync } from "node:fs";\nimport { test } from "vitest";',
  ],
  [
    "packages/platform/embedded/a.ts",
    'import { x } from "../pubsub.ts";\nimport { run } from "graphile-worker";',
  ],
  [
    "apps/audit/tasks/a.ts",
    'import { x } from "../service.ts";\nimport { y } from "@pakaura/domain/tags";',
  ],
  ["apps/all-in-one/a.ts", 'import { x } from "@pakaura/api/service";'],
  ["apps/api/main.ts", 'import { x } from "@pakaura/mcp/service";'],
  ["apps/frontend/features/tasks/a.tsx", 'import { x } from "../../lib/api.ts";\nimport "react";'],
])("%s may have %s", (path, text) => {
  expect(complaintsOf(path, text)).toEqual([]);
});

test("says where", () => {
  const text = 'import { z } from "zod";\nimport {\n  a,\n  b,\n} from "@pakaura/domain/tags";\n';
  const [violation] = checkImports([{ path: "packages/contract/a.ts", text }]);
  expect(violation?.line).toBe(5);
});
