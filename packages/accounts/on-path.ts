import type { BetterAuthPlugin } from "better-auth";

type Hook = NonNullable<NonNullable<BetterAuthPlugin["hooks"]>["before"]>[number];

/** Something that is done before or after one route of better-auth. */
export function onPath(path: string, handler: Hook["handler"]): Hook {
  return { matcher: (context) => context.path === path, handler };
}
