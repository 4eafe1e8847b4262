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
  /**
   * `schema` names a component. An answer that is no JSON, or not always, has its media types as well. A further
   * `also` is answered with the same.
   */
  answer: {
    status: 200 | 201 | 204;
    also?: 200;
    schema?: string;
    mediaTypes?: string[];
    headers?: string[];
  };
  /** Error statuses beyond those that every operation has. */
  errors?: number[];
  /** Takes `If-Match`. */
  isVersioned?: boolean;
  /** Needs nobody to be signed in. */
  isOpen?: boolean;
};
