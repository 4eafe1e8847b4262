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

const json = "application/json";
const anyFile: Content = { "*/*": { schema: { type: "string", format: "binary" } } };
/** Where the answer to a request with an Idempotency-Key is kept: the writes of tasks, and turns of the assistant. */
const keepsAnswers = /^\/(?:tasks|tags|activity|assistant)(?:\/(?!\{id\}\/reminders)|$)/;
const aKey = "^[!-~]{1,255}$";
const anEtag = '^("[0-9]+"|[*])$';
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
      ...(answer.also === undefined ? {} : { [answer.also]: successOf(operation) }),
      [answer.status]: successOf(operation),
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
  const header = (name: string, description: string, pattern: string): Parameter => ({
    name,
    in: "header",
    required: false,
    description,
    schema: { type: "string", pattern },
  });
  const ofHeaders = [
    ...(isVersioned ? [header("If-Match", "The ETag that the task must still have", anEtag)] : []),
    ...(mutating.has(method) && keepsAnswers.test(path)
      ? [
          header(
            "Idempotency-Key",
            "A repeated request with this key repeats the first answer",
            aKey,
          ),
        ]
      : []),
  ];
  return [...ofPath, ...ofQuery, ...ofHeaders];
}

function successOf({ summary, answer }: Operation) {
  return {
    description: answer.status === 204 ? "Done" : summary,
    ...(answer.headers === undefined ? {} : { headers: headersOf(answer.headers) }),
    ...contentOf(answer),
  };
}

/** Of every request: one that is no HTTP of ours, too slow, too long, one too many, or at a bad moment. */
const ofAnyRequest = [400, 408, 414, 429, 431, 503];
/** Of every request that may have a body and a key, whether they are wanted or not. */
const ofAnyChange = [413, 415, 422];

function errorsOf(operation: Operation): OperationObject["responses"] {
  const isMutating = mutating.has(operation.method);
  const statuses = new Set([
    ...ofAnyRequest,
    ...(operation.isOpen ? [] : [401, 403]),
    ...(operation.path.includes("{") ? [404] : []),
    ...(isMutating ? ofAnyChange : []),
    ...(operation.query === undefined ? [] : [422]),
    ...(isMutating && keepsAnswers.test(operation.path) ? [409] : []),
    ...(operation.isVersioned ? [412] : []),
    ...(operation.errors ?? []),
  ]);
  return Object.fromEntries(
    [...statuses]
      .toSorted((one, other) => one - other)
      .map((status) => {
        const codes = Object.entries(problemStatus).filter(([, one]) => one === status);
        // 408 and 431 have no code of their own.
        const description = codes.map(([code]) => code).join(", ") || "bad_request";
        const content = { "application/problem+json": { schema: refTo("Problem") } };
        const waits = status === 429 || status === 503;
        return [
          status,
          { description, ...(waits ? { headers: headersOf(["Retry-After"]) } : {}), content },
        ] as const;
      }),
  );
}

function contentOf({ schema, mediaTypes }: Operation["answer"]): { content?: Content } {
  if (mediaTypes === undefined) return schema === undefined ? {} : { content: jsonOf(schema) };
  const text = { schema: { type: "string" as const } };
  const contentOfType = (type: string) =>
    schema !== undefined && type === json ? { schema: refTo(schema) } : text;
  return { content: Object.fromEntries(mediaTypes.map((type) => [type, contentOfType(type)])) };
}

function headersOf(names: string[]): object {
  return Object.fromEntries(names.map((name) => [name, { schema: { type: "string" } }]));
}

function jsonOf(component: string): Content {
  return { [json]: { schema: refTo(component) } };
}

function refTo(component: string): { $ref: string } {
  return { $ref: `#/components/schemas/${component}` };
}
