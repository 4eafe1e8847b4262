import { problemStatus } from "@pakaura/contract/problem";
import type { z } from "zod";
import { componentSchemas, querySchema, type JsonSchema } from "./components.ts";
import type { Operation } from "./operation.ts";
import { operations } from "./operations.ts";

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
};

export type OperationObject = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters: Parameter[];
  requestBody?: { required: true; content: Content };
  responses: Record<string, { description: string; headers?: object; content?: Content }>;
  security?: [];
};

type Content = Record<string, { schema: { $ref: string } | JsonSchema }>;

/** An OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1), as far as ours goes. */
export type OpenApiDocument = {
  openapi: "3.1.1";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: object };
};

const anyFile: Content = { "*/*": { schema: { type: "string", format: "binary" } } };
/** Where the answer to a request with an Idempotency-Key is kept: the writes of tasks. */
const keepsAnswers = /^\/(tasks|tags|activity)\b(?!.*\/reminders)/;
const mutating = new Set(["post", "patch", "delete"]);

/** The document of the API, made from the zod schemas of the contract. */
export function openApiDocument(): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: operationObject(operation),
    };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Pakaura",
      version: "1",
      description:
        "Tasks with due dates, recurrence, priorities and tags; an activity log; and a stream of events. Accounts are under /api/auth (better-auth).",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "pakaura.session_token" },
        token: { type: "http", scheme: "bearer", description: "A personal access token: pak_..." },
      },
    },
  };
}

function operationObject(operation: Operation): OperationObject {
  const { method, path, answer, body } = operation;
  return {
    operationId: `${method}${path.replace(/[/{}.]+(.)?/g, (_, letter: string = "") => letter.toUpperCase())}`,
    tags: [operation.group],
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    parameters: parametersOf(operation),
    ...(body === undefined ? {} : { requestBody: { required: true, content: jsonOf(body) } }),
    ...(operation.takesFile ? { requestBody: { required: true, content: anyFile } } : {}),
    responses: {
      [answer.status]: {
        description: answer.status === 204 ? "Done" : operation.summary,
        ...(answer.headers === undefined ? {} : { headers: headersOf(answer.headers) }),
        ...contentOf(answer),
      },
      ...errorsOf(operation),
    },
    ...(operation.isOpen ? { security: [] } : {}),
  };
}

function parametersOf({ method, path, query, isVersioned }: Operation): Parameter[] {
  const ofPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]): Parameter => {
    const format = name === "id" ? { format: "uuid" } : {};
    return { name, in: "path", required: true, schema: { type: "string", ...format } };
  });
  const ofQuery = Object.entries<z.ZodType>(query?.shape ?? {}).map(
    ([name, schema]): Parameter => ({
      name,
      in: "query",
      required: false,
      schema: querySchema(schema),
    }),
  );
  const header = (name: string, description: string): Parameter => ({
    name,
    in: "header",
    required: false,
    description,
    schema: { type: "string" },
  });
  const ofHeaders = [
    ...(isVersioned ? [header("If-Match", "The ETag that the task must still have")] : []),
    ...(mutating.has(method) && keepsAnswers.test(path)
      ? [header("Idempotency-Key", "A repeated request with this key repeats the first answer")]
      : []),
  ];
  return [...ofPath, ...ofQuery, ...ofHeaders];
}

function errorsOf(operation: Operation): OperationObject["responses"] {
  const statuses = new Set([
    ...(operation.isOpen ? [] : [401, 429]),
    ...(mutating.has(operation.method) ? [403] : []),
    ...(operation.path.includes("{") ? [404] : []),
    ...(operation.body === undefined ? [] : [400, 413, 415]),
    ...(operation.takesFile ? [400, 413] : []),
    ...(operation.body === undefined && operation.query === undefined ? [] : [422]),
    ...(operation.isVersioned ? [409, 412, 422] : []),
    ...(operation.errors ?? []),
    503,
  ]);
  return Object.fromEntries(
    [...statuses]
      .toSorted((one, other) => one - other)
      .map((status) => {
        const codes = Object.entries(problemStatus).filter(([, one]) => one === status);
        const description = codes.map(([code]) => code).join(", ");
        const content = { "application/problem+json": { schema: refTo("Problem") } };
        return [status, { description, content }] as const;
      }),
  );
}

function contentOf({ schema, mediaTypes }: Operation["answer"]): { content?: Content } {
  if (schema !== undefined) return { content: jsonOf(schema) };
  if (mediaTypes === undefined) return {};
  const text = { schema: { type: "string" as const } };
  return { content: Object.fromEntries(mediaTypes.map((type) => [type, text])) };
}

function headersOf(names: string[]): object {
  return Object.fromEntries(names.map((name) => [name, { schema: { type: "string" } }]));
}

function jsonOf(component: string): Content {
  return { "application/json": { schema: refTo(component) } };
}

function refTo(component: string): { $ref: string } {
  return { $ref: `#/components/schemas/${component}` };
}
