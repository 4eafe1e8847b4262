import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { checkSync, type Diagnostics } from "recheck";
import { z } from "zod";
import { isTestFile, lineAt, type SourceFile, type Violation } from "./source-file.ts";
import { childrenOf, isNode, type Node } from "./syntax-tree.ts";

type Pattern = { source: string; flags: string };
type Found = Pattern & { path: string; line: number };

/** Judges one pattern: null, or what is wrong with it. */
type Judge = (pattern: Pattern) => string | null;

/** So that a pattern which cannot be judged fails the check, rather than holding it up, on a busy machine as well. */
const timeoutMs = 120_000;
/**
 * What is too large for a proof is tried with texts made at random: the same ones each time, and as many on a busy
 * machine, as what they take is counted in characters alone.
 */
const trials = {
  randomSeed: 1,
  seedingTimeout: null,
  incubationTimeout: null,
  attackTimeout: null,
};

/** Programs that meet text of others; tests, tools and what builds read their own. */
const isProduct = (path: string): boolean =>
  /^(apps|packages)\/.*\.(ts|tsx|mjs)$/.test(path) &&
  !path.endsWith(".config.ts") &&
  !isTestFile(path);

/**
 * Finds regular expressions whose time grows faster than the text that they read, by recheck
 * (https://makenowjust-labs.github.io/recheck/), among those that stand in the code as literals.
 */
export function checkSlowPatterns(files: SourceFile[], judge: Judge = judgeByRecheck): Violation[] {
  return files
    .filter(({ path }) => isProduct(path))
    .flatMap(patternsIn)
    .flatMap(({ path, line, source, flags }) => {
      const wrong = judge({ source, flags });
      return wrong === null ? [] : [{ path, line, message: `/${source}/${flags}: ${wrong}` }];
    });
}

function patternsIn({ path, text }: SourceFile): Found[] {
  const { program } = parseSync(path, text);
  const found: Found[] = [];
  const visit = (node: Node): void => {
    const { regex } = node;
    if (node.type === "Literal" && typeof regex === "object" && regex !== null) {
      const source = String(Reflect.get(regex, "pattern"));
      const flags = String(Reflect.get(regex, "flags"));
      found.push({ path, line: lineAt(text, node.start), source, flags });
    }
    for (const child of childrenOf(node)) visit(child);
  };
  if (isNode(program)) visit(program);
  return found;
}

function judgeByRecheck({ source, flags }: Pattern): string | null {
  // The program in this process; the default looks for a Java and native ones beside it.
  process.env["RECHECK_BACKEND"] = "pure";
  return wordsOf(checkSync(source, flags, { timeout: timeoutMs, ...trials }));
}

function wordsOf(diagnostics: Diagnostics): string | null {
  switch (diagnostics.status) {
    case "safe":
      return null;
    case "vulnerable":
      return `takes ${diagnostics.complexity.summary} time, for example of ${diagnostics.attack.pattern.slice(0, 200)}`;
    case "unknown":
      return "cannot be judged: write it so that it can";
  }
}

/** A judge that keeps in a folder what was found safe: nearly all patterns are those of the last time. */
export function judgeOnce(
  folder: string,
  judge: Judge = judgeByRecheck,
): { judge: Judge; save: () => void } {
  const path = join(folder, "safe-patterns.json");
  const kept = existsSync(path)
    ? z.array(z.string()).parse(JSON.parse(readFileSync(path, "utf8")))
    : [];
  const safe = new Set(kept);
  return {
    judge: ({ source, flags }) => {
      const key = `/${source}/${flags}`;
      if (safe.has(key)) return null;
      const wrong = judge({ source, flags });
      if (wrong === null) safe.add(key);
      return wrong;
    },
    save: () => {
      mkdirSync(folder, { recursive: true });
      // Whole or not at all: another check may be reading it.
      writeFileSync(`${path}.${process.pid}`, JSON.stringify([...safe]));
      renameSync(`${path}.${process.pid}`, path);
    },
  };
}
