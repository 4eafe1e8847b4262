import type { ImportFormat } from "@pakaura/contract/transfer";
import { csvLayout } from "./csv-header.ts";
import { foreignTable } from "./foreign-csv.ts";
import { hasItems, isMarkdown } from "./read-markdown.ts";
import { tableFormatOf } from "./table-formats.ts";
import { isTodoTxt } from "./read-todo-txt.ts";
import { isTodoistHeader } from "./todoist-row.ts";
import { type Refusal, unreadable } from "./unreadable.ts";

/** What a text is: a format by its name, JSON of one of several, or a CSV with one column. */
export type TextFormat = ImportFormat | "json" | "column";

/** A list in JSON begins with a value, and not with a word as "[Home] Call Ann" does, nor with a check box. */
const json = /^(?:\{|\[\s*(?:$|[[{"]|(?:'[^']*'|-?\d[\d.eE+-]*|true|false|null)\s*(?:,|$)))/u;
/** What stands before JSON where a person has written a word about it. */
const beforeJson = /^\{\s*$|^\{\s*"/mu;
const calendar = /^begin:v(?:calendar|todo|event|journal|timezone)\s*$/imu;
/** YAML: a name, and below it, further in, a list of values by their names. */
const yamlList = /^\w[\w-]*:[ \t]*\r?\n[ \t]*- \w[\w-]*:/mu;
const yamlLine = /^\s*(?:- )?\w[\w-]*:(?:\s|$)|^\s*(?:#|$|- |---)/u;
const markup = /^<(?:\?xml|!doctype|!--|[a-z][\w:-]*(?:[\s/>]|$))/iu;
const shownColumns = 8;

/**
 * Tells the format of a text by looking. `isCsv` when its sender says that it is one. Throws
 * `validation_failed` for the look of anything that cannot be read: it is no list of lines.
 */
export function formatOf(text: string, isCsv: boolean): TextFormat {
  const trimmed = text.trimStart();
  if (trimmed === "") throw unreadable({ reason: "empty", message: "The file has nothing in it." });
  const [first = ""] = trimmed.split(/\r\n|\r|\n/u, 1);
  refuseOthers(first);
  if (looksLikeJson(text, first)) return "json";
  if (calendar.test(text)) return "icalendar";
  if (csvLayout(text, isTodoistHeader) !== null) return "todoist";
  const product = tableFormatOf(text);
  if (product !== null) return product;
  const table = foreignTable(text, isCsv);
  if (table !== null) throw unreadable(tableRefusal(table.columns));
  if (isTodoTxt(text)) return "todo_txt";
  if (isYaml(text)) throw unreadable({ reason: "yaml", message: "This is YAML." });
  if (isMarkdown(text)) {
    if (hasItems(text)) return "markdown";
    throw unreadable({
      reason: "no_list",
      message: "This is a document in Markdown without a list in it.",
    });
  }
  return isCsv || isQuoted(text) ? "column" : "lines";
}

const others: readonly [look: RegExp, refusal: Refusal][] = [
  [markup, { reason: "markup", message: "This is XML or HTML." }],
  [/^\{\\rtf/u, { reason: "rtf", message: "This is a document in RTF." }],
  [/^begin:vcard/iu, { reason: "contacts", message: "These are contacts (vCard)." }],
  [/^#\+\w+:/u, { reason: "org_mode", message: "This is a file of Org mode." }],
];

function refuseOthers(first: string): void {
  const other = others.find(([look]) => look.test(first));
  if (other !== undefined) throw unreadable(other[1]);
}

function tableRefusal(columns: readonly string[]): Refusal {
  if (columns.length === 0) {
    const message = "This is a table without the names of its columns.";
    return { reason: "nameless_table", message };
  }
  const shown = columns.slice(0, shownColumns).map((name) => name.slice(0, 40).toLowerCase());
  const value = `${shown.join(", ")}${columns.length > shownColumns ? ", ..." : ""}`;
  const message = `This is a table with the columns ${value}, and none of a product that is read here.`;
  return { reason: "other_table", message, value };
}

function looksLikeJson(text: string, first: string): boolean {
  if (json.test(first) || (first.startsWith("[") && isJson(text))) return true;
  return text.trimEnd().endsWith("}") && beforeJson.test(text);
}

/** A list of values by their names, and nothing else. */
function isYaml(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/u, 1_000);
  return yamlList.test(text) && lines.every((line) => yamlLine.test(line));
}

/** True where every line stands in quotes, as a CSV with one column does. */
function isQuoted(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/u, 1_000).filter((line) => line.trim() !== "");
  return lines.length > 1 && lines.every((line) => /^\s*".*"\s*$/u.test(line));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
