import { parseSync } from "oxc-parser";
import { posix } from "node:path";
import { isTestFile, lineAt, type SourceFile, type Violation } from "./source-file.ts";
import { childrenOf, isNode, type Node } from "./syntax-tree.ts";

const home = "apps/frontend/";
const page = `${home}main.tsx`;
/** The texts that are not there at first, and what brings them. */
const allMessages = `${home}messages/all-messages.ts`;
const bringer = `${home}messages/messages.ts`;

/** What has all texts there before it hands on what it loads. */
const waiting = /^(lazyPart|loadPartWithTexts)$/;
/** What it exports is handed to `lazyPart`. */
const handedOn = `${home}app/pages.ts`;

type Import = { target: string; start: number };

function sourceOf(node: Node, path: string): string | null {
  const source = isNode(node["source"]) ? node["source"]["value"] : null;
  if (typeof source !== "string" || !source.startsWith(".")) return null;
  return posix.join(posix.dirname(path), source);
}

function isForTypes(node: Node): boolean {
  return node["importKind"] === "type" || node["exportKind"] === "type";
}

function isWaiting(node: Node): boolean {
  const callee = node["callee"];
  return node.type === "CallExpression" && isNode(callee) && waiting.test(String(callee["name"]));
}

/** What a file has run before all texts are there: what it imports, and loads without waiting for them. */
function importsOf({ path, text }: SourceFile): Import[] {
  const found: Import[] = [];
  function visit(node: Node): void {
    if (isWaiting(node)) return;
    const isImport = /^(Import(Declaration|Expression)|Export(Named|All)Declaration)$/.test(
      node.type,
    );
    const target = isImport && !isForTypes(node) ? sourceOf(node, path) : null;
    if (target !== null && (node.type !== "ImportExpression" || path !== handedOn)) {
      found.push({ target, start: node.start });
    }
    childrenOf(node).forEach(visit);
  }
  const { program } = parseSync(path, text);
  if (isNode(program)) visit(program);
  return found;
}

/**
 * Finds what reads all texts of the web app though the first page loads it, or something that does not wait for
 * them: they may not be there yet.
 */
export function checkFirstTexts(files: SourceFile[]): Violation[] {
  const known = new Map(
    files
      .filter(({ path }) => path.startsWith(home) && !isTestFile(path))
      .map((file) => [file.path, file]),
  );
  const violations: Violation[] = [];
  const reached = new Set([page]);
  for (const path of reached) {
    const file = known.get(path);
    if (file === undefined) continue;
    for (const { target, start } of importsOf(file)) {
      reached.add(target);
      if (target !== allMessages || path === bringer) continue;
      const message = "may run before all texts are there: read those of messages.ts";
      violations.push({ path, line: lineAt(file.text, start), message });
    }
  }
  return violations;
}
