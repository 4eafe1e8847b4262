const tabWidth = 4;
/** Deeper than any list of a person: what is below is taken as if it stood there. */
const maxDepth = 20;

/** Which item each item of an indented list is a part of. */
export class Levels {
  readonly #open: { indent: number; title: string }[] = [];

  /** Puts an item below those that are indented less, and answers the title of the one that it is a part of. */
  below(blanks: string, title: string): string | null {
    const indent = blanks.replaceAll("\t", " ".repeat(tabWidth)).length;
    while ((this.#open.at(-1)?.indent ?? -1) >= indent) this.#open.pop();
    const parent = this.#open.at(-1);
    if (this.#open.length < maxDepth) this.#open.push({ indent, title });
    return parent?.title ?? null;
  }

  /** Begins a new list. */
  clear(): void {
    this.#open.length = 0;
  }
}
