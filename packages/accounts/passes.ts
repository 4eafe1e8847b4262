import { randomBytes } from "node:crypto";
import type { Principal } from "./principal.ts";

const prefix = "pai_";

/**
 * Passes by which one part of this process asks another in somebody's name, for as long as the asking takes. They
 * are kept nowhere, and nobody outside ever sees one.
 */
export class Passes {
  readonly #principals = new Map<string, Principal>();

  /** Whom a pass stands for; null for any other text. */
  find(text: string): Principal | null {
    return this.#principals.get(text) ?? null;
  }

  /** Does something with a pass, which ends with it. */
  async with<Result>(
    principal: Principal,
    work: (pass: string) => Promise<Result>,
  ): Promise<Result> {
    const pass = `${prefix}${randomBytes(32).toString("base64url")}`;
    this.#principals.set(pass, principal);
    try {
      return await work(pass);
    } finally {
      this.#principals.delete(pass);
    }
  }
}
