import { parseSync } from "oxc-parser";
import { isTestFile, lineAt, type SourceFile, type Violation } from "./source-file.ts";
import { childrenOf, isNode, type Node } from "./syntax-tree.ts";

/** Attributes and properties that people read or hear. */
const readNames =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|alt|description|error|hint|label|lead|placeholder|text|title)$/;
/** Functions whose arguments are shown. */
const tellingNames = /^(tell|tellError|announce)$/;
/** Elements whose text is the same in every language: keys, code, and the name of the product. */
const sameEverywhere = /^(Key|kbd|code)$/;

/** True for what is neither an address nor the name of a style. */
function isWord(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !/^[a-z0-9.:-]*[/-]|:\/\//.test(text);
}

/** The words of a text as it stands in the code; null for anything else, and for text without words. */
function wordsOf(node: Node): string | null {
  const text =
    node.type === "TemplateElement" && typeof node["value"] === "object"
      ? String(Reflect.get(node["value"] ?? {}, "cooked"))
      : node.type === "JSXText" || node.type === "Literal"
        ? node["value"]
        : null;
  if (typeof text !== "string" || text.trim() === "Pakaura") return null;
  const words = text.trim().split(/\s+/);
  return words.some(isWord) ? text.trim() : null;
}

/** Texts that an expression may come to: of both branches, and of what is put together. */
function textsIn(node: Node): Node[] {
  if (wordsOf(node) !== null) return [node];
  const parts: Record<string, readonly string[]> = {
    JSXExpressionContainer: ["expression"],
    ConditionalExpression: ["consequent", "alternate"],
    LogicalExpression: ["left", "right"],
    TemplateLiteral: ["quasis"],
    BinaryExpression: ["left", "right"],
    ParenthesizedExpression: ["expression"],
    TSAsExpression: ["expression"],
  };
  const isComparison = node.type === "BinaryExpression" && node["operator"] !== "+";
  const names = isComparison ? [] : (parts[node.type] ?? []);
  return names
    .flatMap((name) => [node[name]].flat())
    .filter(isNode)
    .flatMap(textsIn);
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  const name = node["name"] ?? node["value"];
  return typeof name === "string" ? name : "";
}

/** What a node shows to people, as far as it stands there as text. */
function shownBy(node: Node): Node[] {
  switch (node.type) {
    case "JSXElement": {
      const opening = isNode(node["openingElement"]) ? node["openingElement"] : node;
      if (sameEverywhere.test(nameOf(opening["name"]))) return [];
      return [node["children"]].flat().filter(isNode).flatMap(textsIn);
    }
    case "JSXFragment":
      return [node["children"]].flat().filter(isNode).flatMap(textsIn);
    case "JSXAttribute":
      return readNames.test(nameOf(node["name"])) && isNode(node["value"])
        ? textsIn(node["value"])
        : [];
    case "Property":
      return readNames.test(nameOf(node["key"])) && isNode(node["value"])
        ? textsIn(node["value"])
        : [];
    case "CallExpression":
      return tellingNames.test(nameOf(node["callee"]))
        ? [node["arguments"]].flat().filter(isNode).flatMap(textsIn)
        : [];
    case "AssignmentExpression":
      return isNode(node["left"]) &&
        nameOf(node["left"]["property"]) === "title" &&
        isNode(node["right"])
        ? textsIn(node["right"])
        : [];
    default:
      return [];
  }
}

function walk(
  node: Node,
  isInFunction: boolean,
  visit: (node: Node, isInFunction: boolean) => void,
) {
  visit(node, isInFunction);
  const isFunction = /Function|ArrowFunction/.test(node.type);
  for (const child of childrenOf(node)) walk(child, isInFunction || isFunction, visit);
}

function isMessage(node: Node): boolean {
  return (
    node.type === "MemberExpression" &&
    isNode(node["object"]) &&
    node["object"].type === "Identifier" &&
    node["object"]["name"] === "m"
  );
}

function isShown(path: string): boolean {
  return (
    /^apps\/frontend\/.*\.tsx?$/.test(path) &&
    !path.startsWith("apps/frontend/messages/") &&
    !isTestFile(path)
  );
}

/**
 * Finds text of the web app that stands outside its catalogue (apps/frontend/messages), and messages
 * that a module keeps, which would stay in the language that was spoken when it was loaded.
 */
export function checkVisibleText(files: SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => isShown(path))
    .flatMap(({ path, text }) => {
      const found = new Map<number, string>();
      const { program } = parseSync(path, text);
      if (!isNode(program)) return [];
      walk(program, false, (node, isInFunction) => {
        for (const shown of shownBy(node)) {
          found.set(shown.start, `“${wordsOf(shown)}” belongs into the messages of the web app`);
        }
        if (isMessage(node) && !isInFunction) {
          found.set(node.start, "a message is read where it is shown, never kept by a module");
        }
      });
      return [...found].map(([start, message]) => ({
        path,
        line: lineAt(text, start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0)),
        message,
      }));
    });
}
