import {
  acceptedContent,
  type GetPromptResult,
  inputRequired,
  McpServer,
  ResourceTemplate,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { image, pixel } from "./suite-contents.fixture.ts";
import { addSuiteTools, stateCodec } from "./suite-tools.fixture.ts";

type Message = GetPromptResult["messages"][number];

function says(...contents: Message["content"][]): GetPromptResult {
  return { messages: contents.map((content) => ({ role: "user", content })) };
}
const line = (words: string) => ({ type: "text", text: words }) as const;

function addResources(server: McpServer): void {
  const textUris = ["test://static-text", "test://watched-resource"];
  for (const uri of textUris) {
    server.registerResource(uri.slice(7), uri, { mimeType: "text/plain" }, () => ({
      contents: [{ uri, mimeType: "text/plain", text: "The content of the resource." }],
    }));
  }
  const binary = "test://static-binary";
  server.registerResource("static-binary", binary, { mimeType: "image/png" }, () => ({
    contents: [{ uri: binary, mimeType: "image/png", blob: pixel }],
  }));
  const template = new ResourceTemplate("test://template/{id}/data", { list: undefined });
  server.registerResource(
    "template",
    template,
    { mimeType: "application/json" },
    (uri, { id }) => ({
      contents: [
        {
          uri: uri.href,
          mimeType: "application/json",
          text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${String(id)}` }),
        },
      ],
    }),
  );
  server.server.setRequestHandler("resources/subscribe", () => ({}));
  server.server.setRequestHandler("resources/unsubscribe", () => ({}));
}

const description = "Of the conformance suite";

function addPrompts(server: McpServer): void {
  server.registerPrompt("test_simple_prompt", { description }, () =>
    says(line("A simple prompt.")),
  );
  server.registerPrompt(
    "test_prompt_with_arguments",
    { description, argsSchema: z.object({ arg1: z.string(), arg2: z.string() }) },
    ({ arg1, arg2 }) => says(line(`arg1='${arg1}', arg2='${arg2}'`)),
  );
  server.registerPrompt(
    "test_prompt_with_embedded_resource",
    { description, argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri: uri }) =>
      says(
        { type: "resource", resource: { uri, mimeType: "text/plain", text: "Embedded." } },
        line("Please process the embedded resource above."),
      ),
  );
  server.registerPrompt("test_prompt_with_image", { description }, () =>
    says(image, line("Please analyze the image above.")),
  );
  server.registerPrompt("test_input_required_result_prompt", { description }, ({ mcpReq }) => {
    const given = acceptedContent<{ context: string }>(mcpReq.inputResponses, "user_context");
    if (given) return says(line(`The context: ${given.context}`));
    const form = inputRequired.elicit({
      message: "What context should the prompt use?",
      requestedSchema: {
        type: "object",
        properties: { context: { type: "string" } },
        required: ["context"],
      },
    });
    return inputRequired({ inputRequests: { user_context: form } });
  });
  server.server.setRequestHandler("completion/complete", () => ({
    completion: { values: [], total: 0, hasMore: false },
  }));
}

/**
 * A server with everything that the conformance suite wants to find, which the product has no use for. It stands on
 * the same code of ours as the product.
 */
export function createSuiteServer(): McpServer {
  const server = new McpServer(
    { name: "conformance", version: "1.0.0" },
    {
      capabilities: {
        tools: { listChanged: true },
        resources: { subscribe: true, listChanged: true },
        prompts: { listChanged: true },
        logging: {},
        completions: {},
      },
      requestState: { verify: (state, context) => stateCodec.verify(state, context) },
    },
  );
  addSuiteTools(server);
  addResources(server);
  addPrompts(server);
  return server;
}
