/** A node of a program as oxc-parser gives it. */
export type Node = { type: string; start: number; [name: string]: unknown };

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** The nodes directly below one, in no order that matters. */
export function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flatMap((value) => [value].flat())
    .filter(isNode);
}
