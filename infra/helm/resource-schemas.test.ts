import { expect, test } from "vitest";
import { schemasOf, strict } from "./resource-schemas.ts";

const definition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: things.example
  names: { kind: BigThing }
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          type: object
          properties:
            metadata: { type: object }
            spec:
              type: object
              properties:
                parts:
                  type: array
                  items: { type: object, properties: { name: { type: string } } }
                anything: { type: object, x-kubernetes-preserve-unknown-fields: true, properties: {} }
                words: { type: object, additionalProperties: { type: string } }
---
kind: Other
`;

test("a schema of a definition is where it is looked for, and takes nothing that it does not name", () => {
  const schemas = schemasOf(definition);
  expect([...schemas.keys()]).toEqual(["things.example/bigthing_v1.json"]);
  const closed = { additionalProperties: false };
  expect(schemas.get("things.example/bigthing_v1.json")).toMatchObject({
    ...closed,
    properties: {
      metadata: { type: "object" },
      spec: {
        ...closed,
        properties: {
          parts: { items: closed },
          words: { additionalProperties: { type: "string" } },
        },
      },
    },
  });
});

test("what may have any field still may", () => {
  for (const open of [
    { type: "object" },
    { type: "object", properties: {}, "x-kubernetes-preserve-unknown-fields": true },
    { type: "object", properties: {}, additionalProperties: { type: "string" } },
  ])
    expect(strict(open)).toEqual(open);
});
