import { lexer, type MarkedToken, type Token, type Tokens } from "marked";
import "../../styles/markdown.css";
import { Fragment, useMemo, useRef, type ReactNode } from "react";

type MarkdownProps = {
  text: string;
  /** A box of a task list was clicked; they are counted from 0, from top to bottom. */
  onToggleBox?: (index: number) => void;
};

/**
 * Markdown as elements of the page. HTML in it is shown as it was written, and pictures are links, so
 * that notes neither run anything nor reach out of the machine.
 */
export function Markdown({ text, onToggleBox }: MarkdownProps) {
  const tokens = useMemo(() => lexer(text, { gfm: true, breaks: true }), [text]);
  const root = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={root}
      className="markdown wrap-anywhere"
      onChange={({ target }) => {
        const boxes = root.current?.querySelectorAll("input[type=checkbox]") ?? [];
        const index = [...boxes].findIndex((box) => box === target);
        if (index >= 0) onToggleBox?.(index);
      }}
    >
      {blocks(tokens)}
    </div>
  );
}

/** `boxLabel` names a box of a task list among the tokens: what its item says. */
function blocks(tokens: readonly Token[] = [], boxLabel = ""): ReactNode {
  // Without extensions, these are all that marked makes.
  return tokens.map((token, index) => (
    <Fragment key={index}>{shown(token as MarkedToken, boxLabel)}</Fragment>
  ));
}

type Shown = {
  [Type in MarkedToken["type"]]: (
    token: Extract<MarkedToken, { type: Type }>,
    boxLabel: string,
  ) => ReactNode;
};

const elements: Shown = {
  blockquote: ({ tokens }) => <blockquote>{blocks(tokens)}</blockquote>,
  br: () => <br />,
  checkbox: ({ checked }, boxLabel) => (
    <input type="checkbox" checked={checked} readOnly aria-label={boxLabel} />
  ),
  code: ({ text }) => (
    <pre>
      <code>{text}</code>
    </pre>
  ),
  codespan: ({ text }) => <code>{text}</code>,
  def: () => null,
  del: ({ tokens }) => <del>{blocks(tokens)}</del>,
  em: ({ tokens }) => <em>{blocks(tokens)}</em>,
  escape: ({ text }) => text,
  // The page has the first level, and nothing lies between it and the notes.
  heading: ({ tokens }) => <h2>{blocks(tokens)}</h2>,
  hr: () => <hr />,
  html: ({ raw }) => raw,
  image: (token) => link(token),
  link: (token) => link(token),
  list: (token) => list(token),
  list_item: ({ tokens }) => blocks(tokens),
  paragraph: ({ tokens }, boxLabel) => <p>{blocks(tokens, boxLabel)}</p>,
  space: () => null,
  strong: ({ tokens }) => <strong>{blocks(tokens)}</strong>,
  table: (token) => table(token),
  text: ({ text, tokens }) => (tokens ? blocks(tokens) : text),
};

function shown(token: MarkedToken, boxLabel: string): ReactNode {
  const show = elements[token.type] as (token: MarkedToken, boxLabel: string) => ReactNode;
  return show(token, boxLabel);
}

function list({ ordered, start, items }: Tokens.List): ReactNode {
  const children = items.map((item, index) => (
    <li key={index} className={item.task ? "task" : undefined}>
      {blocks(item.tokens, item.text.split("\n")[0])}
    </li>
  ));
  return ordered ? <ol start={Number(start) || 1}>{children}</ol> : <ul>{children}</ul>;
}

function table({ header, rows }: Tokens.Table): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          {header.map((cell, index) => (
            <th key={index}>{blocks(cell.tokens)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column}>{blocks(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Addresses that may be opened; any other is shown as it was written. */
function link({ href, text, raw }: Tokens.Link | Tokens.Image): ReactNode {
  if (!/^(?:https?:\/\/|mailto:)/iu.test(href)) return raw;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text || href}
    </a>
  );
}
