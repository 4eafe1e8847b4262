import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { z } from "zod";
import type { JsonSchema } from "./components.ts";
import type { OpenApiDocument } from "./document.ts";

type Answer = {
  statusCode: number;
  headers: Record<string, unknown>;
  body: string;
};

/**
 * Says of an answer what the document does not describe: its status, its content type, its body. Null when it is as
 * described.
 */
export function createConformance(document: OpenApiDocument) {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ components: document.components }, "openapi");
  const referred = ({ $ref: reference, ...schema }: JsonSchema) =>
    reference === undefined ? schema : { $ref: `openapi${reference}` };

  return function complaintAbout(
    { method, path }: { method: string; path: string },
    answer: Answer,
  ): string | null {
    const described = document.paths[path]?.[method]?.responses[answer.statusCode];
    const what = `${method} ${path} answered ${answer.statusCode}`;
    if (described === undefined) return `${what}, which is not described: ${answer.body}`;
    const [type = ""] = z.string().catch("").parse(answer.headers["content-type"]).split(";");
    if (described.content === undefined)
      return answer.body === "" ? null : `${what} with a body: ${answer.body}`;
    const content = described.content[type];
    if (content === undefined) return `${what} as ${type}`;
    const value: unknown = type.endsWith("json") ? JSON.parse(answer.body) : answer.body;
    const isValid = ajv.validate(referred(content.schema), value);
    return isValid ? null : `${what}, but ${ajv.errorsText()}: ${answer.body}`;
  };
}
