import { posix } from "node:path";
import { isTestFile, lineAt, type SourceFile, type Violation } from "./source-file.ts";

/** One import: the place that imports, and what it names, as `@pakaura/name/...` when it is ours. */
type Import = { file: SourceFile; workspace: string; target: string; isRelative: boolean };

/** What the rule has against the import, or null. */
type Rule = (found: Import) => string | null;

const importPattern =
  /(?:^|[\n;])\s*(?:import|export)\s(?:[^"'`;]*?\sfrom\s*)?["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']/g;
const packageOf = /^@pakaura\/([^/]+)/;

const apps = [
  "all-in-one",
  "api",
  "audit",
  "frontend",
  "mcp",
  "notification",
  "recurring",
  "web-server",
  "websocket-gateway",
];
const services = apps.filter((name) => name !== "all-in-one" && name !== "frontend");

const mayImport: Record<string, { ours: string[]; others?: RegExp; why: string }> = {
  contract: { ours: [], others: /^zod(\/|$)/, why: "contract imports only zod" },
  domain: {
    ours: ["contract"],
    others: /^(rrule|rrule-temporal|temporal-polyfill|chrono-node)(\/|$)/,
    why: "domain imports contract and date libraries, and is pure",
  },
  platform: { ours: ["contract", "database"], why: "platform imports contract and database" },
  frontend: { ours: ["contract", "domain"], why: "frontend imports contract and domain" },
};

const workspaceRule: Rule = ({ file, workspace, target, isRelative }) => {
  const allowed = mayImport[workspace];
  if (!allowed || isRelative || isTestFile(file.path) || file.path.endsWith(".config.ts"))
    return null;
  const ours = packageOf.exec(target)?.[1];
  if (ours !== undefined) {
    return ours === workspace || allowed.ours.includes(ours) ? null : allowed.why;
  }
  return allowed.others === undefined || allowed.others.test(target) ? null : allowed.why;
};

const buildingBlockRule: Rule = ({ file, workspace, target, isRelative }) => {
  if (workspace !== "platform" || !isRelative) return null;
  const from = /^packages\/platform\/(embedded|dapr)\//.exec(file.path)?.[1];
  const to = /^packages\/platform\/(embedded|dapr)\//.exec(target)?.[1];
  return from !== undefined && to !== undefined && from !== to
    ? "embedded and dapr never import each other"
    : null;
};

const ownFolderRule: Rule = ({ file, target, isRelative }) => {
  const home = /^(?:apps|packages)\/[^/]+\/|^[^/]+\//.exec(file.path)?.[0];
  return isRelative && home !== undefined && !target.startsWith(home)
    ? "a relative import stays in its own workspace"
    : null;
};

/** What the process of a service runs beside it. */
const runsAsWell: Record<string, string> = { "apps/api/main.ts": "@pakaura/mcp/service" };

/** The browser tests read the catalogue, and so find things in any language. */
const appRule: Rule = ({ file, workspace, target }) => {
  const ours = packageOf.exec(target)?.[1];
  if (ours === undefined || !apps.includes(ours) || ours === workspace) return null;
  if (ours === "all-in-one") return "nothing imports all-in-one";
  if (workspace === "all-in-one" || runsAsWell[file.path] === target) return null;
  if (file.path.startsWith("tests/e2e/") && target.startsWith("@pakaura/frontend/messages/")) {
    return null;
  }
  return services.includes(workspace)
    ? "a service imports packages, never another app"
    : "only all-in-one imports apps";
};

const browserRule: Rule = ({ file, workspace, target }) =>
  workspace === "frontend" &&
  target.startsWith("node:") &&
  !isTestFile(file.path) &&
  !file.path.endsWith(".config.ts")
    ? "frontend runs in a browser and has no node:*"
    : null;

const rules = [workspaceRule, buildingBlockRule, ownFolderRule, appRule, browserRule];

function workspaceOf(path: string): string {
  return /^(?:apps|packages)\/([^/]+)\//.exec(path)?.[1] ?? path.split("/")[0] ?? "";
}

/** Its test names what it forbids. */
const exempt = "scripts/checks/import-rules.test.ts";

/** Finds every import that the rules of docs/architecture.md ("Who may import whom") forbid. */
export function checkImports(files: SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    if (!/\.(ts|tsx|mjs)$/.test(file.path) || file.path === exempt) continue;
    for (const match of file.text.matchAll(importPattern)) {
      const specifier = match[1] ?? match[2] ?? "";
      const isRelative = specifier.startsWith(".");
      const target = isRelative ? posix.join(posix.dirname(file.path), specifier) : specifier;
      const found = { file, workspace: workspaceOf(file.path), target, isRelative };
      for (const rule of rules) {
        const message = rule(found);
        if (message === null) continue;
        const line = lineAt(file.text, match.index + match[0].indexOf(specifier));
        violations.push({ path: file.path, line, message: `${specifier}: ${message}` });
      }
    }
  }
  return violations;
}
