/** An argument: what it is set to as it stands there, and the same without texts but for what they have within `${}`. */
export type Argument = { text: string; code: string; line: number };

/** A block of Terraform's language: `resource "oci_core_vcn" "main" { ... }` has a kind and two labels. */
export type Block = {
  kind: string;
  labels: string[];
  line: number;
  arguments: Map<string, Argument>;
  blocks: Block[];
};

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Takes text apart from its beginning on. Throws with the line where it is not what Terraform's language has there. */
class Reader {
  readonly #text: string;
  #at = 0;
  /** Where the code of an expression goes on after a piece of text, and what it is until then. */
  #code = "";
  #codeFrom = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get line(): number {
    return this.#text.slice(0, this.#at).split("\n").length;
  }

  fail(wanted: string): never {
    throw new Error(`line ${this.line}: ${wanted} is missing`);
  }

  /** What the pattern has here, which is then behind; undefined where it has nothing. */
  take(pattern: RegExp): string | undefined {
    const sticky = new RegExp(pattern.source, "y");
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#text)?.[0];
    this.#at += match?.length ?? 0;
    return match;
  }

  skip(): void {
    while (this.take(/\s+|(#|\/\/)[^\n]*|\/\*[\s\S]*?\*\//) !== undefined) continue;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** A string or a template in it: what stands within `${}` may have strings of its own. */
  #string(): void {
    for (;;) {
      if (this.take(/"/) !== undefined) return;
      if (this.take(/[$%]\{/) !== undefined) this.#bracket("}");
      else this.#leaveOut(/\\.|\$\$\{|%%\{|[^"\\\n]/, '"');
    }
  }

  /** Takes what the pattern has to have here, and leaves it out of the code. */
  #leaveOut(pattern: RegExp, wanted: string): void {
    this.#code += `${this.#text.slice(this.#codeFrom, this.#at)} `;
    if (this.take(pattern) === undefined) this.fail(wanted);
    this.#codeFrom = this.#at;
  }

  #heredoc(): boolean {
    const word = this.take(/<<-?\w+\n/);
    if (word === undefined) return false;
    const end = word.replace(/<<-?|\n/g, "");
    this.#leaveOut(new RegExp(`(?:[^\\n]*\\n)*?[ \\t]*${end}(?=\\n|$)`), end);
    return true;
  }

  #bracket(end: string): void {
    for (;;) {
      this.skip();
      if (this.isAtEnd) this.fail(end);
      if (this.take(new RegExp(`\\${end}`)) !== undefined) return;
      this.#piece();
    }
  }

  /** The next piece of an expression. */
  #piece(): void {
    if (this.#heredoc()) return;
    if (this.take(/"/) !== undefined) return this.#string();
    const open = this.take(/[([{]/);
    if (open !== undefined) return this.#bracket(closing[open] ?? "");
    if (this.take(/[)\]}]/) !== undefined) this.fail("an opening bracket");
    this.take(/[^\s"()[\]{}#<]+|./);
  }

  /** All of an expression: it ends with its line, or with the block that it is in. */
  expression(): Omit<Argument, "line"> {
    const start = this.#at;
    this.#code = "";
    this.#codeFrom = start;
    for (;;) {
      this.take(/[ \t]+/);
      if (this.isAtEnd || this.take(/(?=\n|#|\/\/|\})/) !== undefined) break;
      this.#piece();
    }
    const text = this.#text.slice(start, this.#at).trim();
    if (text === "") this.fail("an expression");
    return { text, code: this.#code + this.#text.slice(this.#codeFrom, this.#at) };
  }
}

function readBody(reader: Reader, into: Block, isEnd: () => boolean): Block {
  for (reader.skip(); !isEnd(); reader.skip()) {
    const { line } = reader;
    const name = reader.take(/[A-Za-z_][\w-]*/) ?? reader.fail("a name");
    reader.take(/[ \t]+/);
    if (reader.take(/=(?!=)/) !== undefined) {
      if (into.arguments.has(name)) reader.fail(`a second name for ${name}`);
      reader.take(/[ \t]+/);
      into.arguments.set(name, { ...reader.expression(), line });
      continue;
    }
    const labels: string[] = [];
    for (let label = reader.take(/"[^"\n]*"/); label; label = reader.take(/"[^"\n]*"/)) {
      labels.push(label.slice(1, -1));
      reader.take(/[ \t]+/);
    }
    if (reader.take(/\{/) === undefined) reader.fail("= or {");
    const block = { kind: name, labels, line, arguments: new Map<string, Argument>(), blocks: [] };
    into.blocks.push(
      readBody(reader, block, () => !reader.isAtEnd && reader.take(/\}/) !== undefined),
    );
  }
  return into;
}

/** Blocks and arguments of a file of Terraform's language. Throws with the line of what it cannot be. */
export function parseHcl(text: string): Block {
  const reader = new Reader(text);
  const file: Block = { kind: "file", labels: [], line: 1, arguments: new Map(), blocks: [] };
  return readBody(reader, file, () => reader.isAtEnd);
}
