import { isTestFile, lineAt, type SourceFile, type Violation } from "./source-file.ts";

type ForbiddenPattern = {
  pattern: RegExp;
  why: string;
  /** The files that it is forbidden in. */
  where: (path: string) => boolean;
};

const isCode = (path: string): boolean => /\.(ts|tsx|mjs|css|html|sql)$/.test(path);
const isTypeScript = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path);
/** A bench measures time, and a helper that asks again until a deadline has to wait between. */
const mayWait = (path: string): boolean =>
  /^tests\/bench\/|\/(eventually|until|wait-until)\.ts$/.test(path);

const forbidden: ForbiddenPattern[] = [
  {
    pattern:
      /\bsetTimeout\s*\(|["']node:timers(\/promises)?["']|\bwaitForTimeout\b|\bsleep\s*\(|\bpg_sleep\s*\(/g,
    why: "a test waits for a condition, never for a time",
    where: (path) => isTypeScript(path) && isTestFile(path) && !mayWait(path),
  },
  {
    pattern: /\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:only|skip|todo|fixme)\b/g,
    why: "every test runs",
    where: (path) => isTypeScript(path) && isTestFile(path),
  },
  {
    pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/g,
    why: "what is to be done is an issue, not a comment",
    where: isCode,
  },
  {
    pattern: /@ts-(?:ignore|nocheck)\b/g,
    why: "types are mended, not silenced",
    where: isTypeScript,
  },
  {
    pattern: /\b(?:eslint|oxlint|biome|prettier|oxfmt)-(?:disable|ignore)\b/g,
    why: "a rule is obeyed, or changed for all",
    where: isTypeScript,
  },
  {
    pattern:
      /(?<=[\s:"'`[(,])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|oklch|oklab)\(/gi,
    why: "a colour is a token of styles/tokens.css",
    where: (path) =>
      /^apps\/frontend\/.*\.(tsx?|css)$/.test(path) &&
      path !== "apps/frontend/styles/tokens.css" &&
      !isTestFile(path),
  },
  {
    pattern:
      /(?<=["'`\s:])-?(?:(?:[mp][lr]|scroll-[mp][lr]|left|right)-[\d[(]|(?:border|rounded)-[lr]\b|text-(?:left|right)\b)/g,
    why: "a page may run from right to left: use start and end (ms-, pe-, start-, text-end)",
    where: (path) => /^apps\/frontend\/.*\.tsx$/.test(path),
  },
  {
    pattern: /(?<=^|["'`\s(=])\/(?:work|root|home|Users)\/[\w.-]+/gm,
    why: "a path of one machine",
    where: (path) => !path.endsWith(".json"),
  },
];

/** These name what they forbid. */
const exempt = /^scripts\/checks\/(forbidden-patterns(\.test)?|source-file\.test)\.ts$/;

/** Finds what nobody wants in the tree, however it got there. */
export function checkPatterns(files: SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => !exempt.test(path))
    .flatMap(({ path, text }) =>
      forbidden
        .filter(({ where }) => where(path))
        .flatMap(({ pattern, why }) =>
          [...text.matchAll(pattern)].map((match) => ({
            path,
            line: lineAt(text, match.index),
            message: `${match[0].trim()}: ${why}`,
          })),
        ),
    );
}
