import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";

const lineTags = new Set(["br", "hr"]);
const blockTags = new Set("p div h1 h2 h3 h4 h5 h6 li ul ol tr pre blockquote".split(" "));
/** What is inside is not for people. */
const hiddenTags = new Set(["script", "style", "title"]);
const bullet = "- ";

const ignore = (): void => undefined;

/**
 * The text of simple HTML as an editor for notes writes it: paragraphs, lists, line breaks. Read from one
 * tag to the next and without a tree, so that the time grows with the length alone.
 */
export function htmlToText(html: string): string {
  if (!/<[a-z/]/i.test(html)) return html.trim();
  const parts: string[] = [];
  let hiddenBy: string | null = null;
  const nameAt = (start: number, end: number): string => html.slice(start, end).toLowerCase();
  const add = (text: string): void => {
    const isSpaceOfItem = parts.at(-1) === bullet && text.trim() === "";
    if (hiddenBy === null && !isSpaceOfItem) parts.push(text);
  };
  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => add(html.slice(start, end)),
    ontextentity: (codePoint) => add(String.fromCodePoint(codePoint)),
    onopentagname: (start, end) => {
      const name = nameAt(start, end);
      if (hiddenTags.has(name)) hiddenBy ??= name;
      else if (lineTags.has(name)) add("\n");
      else if (name === "li") add(bullet);
    },
    onclosetag: (start, end) => {
      const name = nameAt(start, end);
      if (name === hiddenBy) hiddenBy = null;
      else if (blockTags.has(name)) add("\n");
    },
    onattribdata: ignore,
    onattribentity: ignore,
    onattribend: ignore,
    onattribname: ignore,
    oncdata: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onend: ignore,
    onopentagend: ignore,
    onprocessinginstruction: ignore,
    onselfclosingtag: ignore,
  };
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
  return parts
    .join("")
    .replaceAll(/\n{3,}/g, "\n\n")
    .replaceAll("\u00a0", " ")
    .trim();
}
