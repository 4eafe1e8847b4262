/** A request as an attacker sends it. */
export type HostileRequest = {
  what: string;
  method: string;
  path: string;
  headers?: Record<string, string>;
  /** Made when it is sent: together they are too much to keep. */
  body?: () => string;
};

type Schema = { $ref?: string; properties?: Record<string, unknown> };
type Operation = {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
/** The part of an OpenAPI document that requests are made from. */
export type Document = {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

const addressLength = 7_500;
const headerLength = 14_000;
const bodyLength = 1_000_000;
/** What makes readers begin again: blanks, quotes, brackets, separators, digits, letters of many bytes. */
const pieces = ["a", " ", '"', "(", "-", "!a&", "1", "\\", "a@", "ß "];
const headerPieces = [" ", ",", ";q=", "a=;", "a, ", '"'];
const headerNames =
  "accept accept-encoding accept-language authorization baggage content-type cookie forwarded idempotency-key if-match if-none-match origin range traceparent user-agent x-correlation-id x-forwarded-for x-forwarded-host".split(
    " ",
  );

const fill = (piece: string, length: number): string =>
  piece.repeat(Math.floor(length / piece.length));

/** Every operation of a document with the largest hostile input of each kind that it lets in. */
export function hostileRequests(document: Document, id: string): HostileRequest[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      const address = `${document.servers[0]?.url ?? ""}${path.replaceAll(/\{\w+\}/g, id)}`;
      const asked = { method: method.toUpperCase(), path: address };
      return [
        { ...asked, what: "nothing odd" },
        ...hostileQueries(operation).map((query) => ({
          ...asked,
          path: `${address}?${query.text}`,
          what: query.what,
        })),
        ...hostileBodies(operation, document).map((body) => ({
          ...asked,
          ...body,
          headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
        })),
      ];
    }),
  );
}

function hostileQueries({ parameters = [] }: Operation): { what: string; text: string }[] {
  const names = parameters.filter((one) => one.in === "query").map(({ name }) => name);
  return names.flatMap((name) =>
    pieces.map((piece) => {
      const length = addressLength / encodeURIComponent(piece).length;
      const value = encodeURIComponent(fill(piece, length * piece.length));
      return { what: `${name} full of ${piece}`, text: `${name}=${value}` };
    }),
  );
}

function hostileBodies({ requestBody }: Operation, { components }: Document) {
  const [content] = Object.values(requestBody?.content ?? {});
  const name = content?.schema.$ref?.split("/").at(-1);
  if (name === undefined) return [];
  const fields = Object.keys(components.schemas[name]?.properties ?? {});
  const withAll = (value: (length: number) => string) => (): string => {
    const text = value(bodyLength / Math.max(1, fields.length));
    return `{${fields.map((field) => `${JSON.stringify(field)}:${text}`).join(",")}}`;
  };
  const deep = (open: string, close: string) => (length: number) => {
    const count = Math.floor(length / (open.length + close.length)) - 1;
    return `${open.repeat(count)}1${close.repeat(count)}`;
  };
  return [
    ...pieces.map((piece) => ({
      what: `fields full of ${piece}`,
      body: withAll((length) => JSON.stringify(fill(piece, length / 2))),
    })),
    { what: "fields of lists inside each other", body: withAll(deep("[", "]")) },
    { what: "fields of objects inside each other", body: withAll(deep('{"a":', "}")) },
    {
      what: "fields of long lists",
      body: withAll((length) => `[${fill('"a",', length - 10)}"a"]`),
    },
    { what: "lists that do not end", body: () => fill("[", bodyLength) },
    {
      what: "very many fields",
      body: () => `{${Array.from({ length: 80_000 }, (_, index) => `"${index}":1`).join(",")}}`,
    },
  ];
}

/** Headers as long as they may be, of whatever a route reads, on these paths. */
export function hostileHeaders(paths: string[]): HostileRequest[] {
  return paths.flatMap((path) =>
    headerNames.flatMap((name) =>
      headerPieces.map((piece) => ({
        what: `${name} full of ${piece}`,
        method: "GET",
        path,
        headers: { [name]: `x${fill(piece, headerLength)}x` },
      })),
    ),
  );
}
