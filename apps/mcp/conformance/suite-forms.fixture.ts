import {
  type ElicitRequestFormParams,
  inputRequired,
  inputResponse,
  type McpServer,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { text } from "./suite-contents.fixture.ts";

type Form = ElicitRequestFormParams["requestedSchema"];

const titled = ["First", "Second", "Third"].map((word, index) => ({
  const: `value${index + 1}`,
  title: `${word} Option`,
}));
const plain = ["option1", "option2", "option3"];

/** A default of each kind (SEP-1034). */
const defaults: Form = {
  type: "object",
  properties: {
    name: { type: "string", default: "John Doe" },
    age: { type: "integer", default: 30 },
    score: { type: "number", default: 95.5 },
    status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
    verified: { type: "boolean", default: true },
  },
};

/** Every way to choose (SEP-1330). */
const choices: Form = {
  type: "object",
  properties: {
    untitledSingle: { type: "string", enum: plain },
    titledSingle: { type: "string", oneOf: titled },
    legacyEnum: {
      type: "string",
      enum: ["opt1", "opt2", "opt3"],
      enumNames: ["Option One", "Option Two", "Option Three"],
    },
    untitledMulti: {
      type: "array",
      minItems: 1,
      maxItems: 3,
      items: { type: "string", enum: plain },
    },
    titledMulti: { type: "array", minItems: 1, maxItems: 3, items: { anyOf: titled } },
  },
};

const reply: Form = {
  type: "object",
  properties: { response: { type: "string" } },
  required: ["response"],
};

/** Adds the tools by which the suite asks a person to fill in a form. */
export function addForms(server: McpServer): void {
  const forms = {
    test_elicitation: reply,
    test_elicitation_sep1034_defaults: defaults,
    test_elicitation_sep1330_enums: choices,
  };
  for (const [name, requestedSchema] of Object.entries(forms)) {
    server.registerTool(
      name,
      {
        description: "Asks for a form",
        inputSchema: z.object({ message: z.string().default("Please fill in the form") }),
      },
      ({ message }, { mcpReq }) => {
        const given = inputResponse(mcpReq.inputResponses, "form");
        return given.kind === "elicit"
          ? text(`action=${given.action}, content=${JSON.stringify(given.content ?? {})}`)
          : inputRequired({
              inputRequests: { form: inputRequired.elicit({ message, requestedSchema }) },
            });
      },
    );
  }
}
