import type { z } from "zod";

/** One operation of the API, as the OpenAPI document tells it. */
export type Operation = {
  method: "get" | "post" | "patch" | "delete";
  /** With `{name}` for parameters. */
  path: string;
  group: string;
  summary: string;
  description?: string;
  query?: z.ZodObject;
  /** Names of components. */
  body?: string;
  /** Takes a file of any type as its body. */
  takesFile?: boolean;
  /** `schema` names a component; an answer that is no JSON has its media types instead. */
  answer: { status: 200 | 201 | 204; schema?: string; mediaTypes?: string[]; headers?: string[] };
  /** Error statuses beyond those that every operation has. */
  errors?: number[];
  /** Takes `If-Match`. */
  isVersioned?: boolean;
  /** Needs nobody to be signed in. */
  isOpen?: boolean;
};
