import { randomBytes } from "node:crypto";
import {
  acceptedContent,
  type CallToolResult,
  createRequestStateCodec,
  inputRequired,
  inputResponse,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { audio, image, nameForm, text } from "./suite-contents.fixture.ts";
import { addForms } from "./suite-forms.fixture.ts";

/** State goes by way of the client: only what this process signed is taken back. */
export const stateCodec = createRequestStateCodec<string>({ key: randomBytes(32) });

type Result = CallToolResult | InputRequiredResult;
type Run = (context: ServerContext) => Result | Promise<Result>;

const sampling = (question: string, maxTokens: number) =>
  inputRequired.createMessage({
    messages: [{ role: "user", content: { type: "text", text: question } }],
    maxTokens,
  });

const confirm = inputRequired.elicit({
  message: "Please confirm",
  requestedSchema: { type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] },
});

/** Asks for a confirmation with signed state, and goes on when both have come back. */
async function withState({ mcpReq }: ServerContext): Promise<Result> {
  const isDone = mcpReq.requestState<string>() === "waiting";
  if (isDone && acceptedContent(mcpReq.inputResponses, "confirm")) return text("state-ok");
  const requestState = await stateCodec.mint("waiting");
  return inputRequired({ inputRequests: { confirm }, requestState });
}

/** Two questions, one after the other. */
async function inRounds({ mcpReq }: ServerContext): Promise<Result> {
  const state = mcpReq.requestState<string>();
  if (state === "second" && acceptedContent(mcpReq.inputResponses, "step2")) return text("Done");
  if (state === "first" && acceptedContent(mcpReq.inputResponses, "step1")) {
    const step2 = inputRequired.elicit({
      message: "Step 2: What is your favorite color?",
      requestedSchema: {
        type: "object",
        properties: { color: { type: "string" } },
        required: ["color"],
      },
    });
    return inputRequired({
      inputRequests: { step2 },
      requestState: await stateCodec.mint("second"),
    });
  }
  const step1 = nameForm("Step 1: What is your name?");
  return inputRequired({ inputRequests: { step1 }, requestState: await stateCodec.mint("first") });
}

async function severalInputs({ mcpReq }: ServerContext): Promise<Result> {
  const keys = ["user_name", "greeting", "client_roots"];
  const isAll = keys.every((key) => inputResponse(mcpReq.inputResponses, key).kind !== "missing");
  if (isAll) return text("All are there");
  return inputRequired({
    inputRequests: {
      user_name: nameForm("What is your name?"),
      greeting: sampling("Generate a greeting", 50),
      client_roots: inputRequired.listRoots(),
    },
    requestState: await stateCodec.mint("waiting"),
  });
}

/** What the client of this request says that it can do. */
function capabilitiesOf({ mcpReq }: ServerContext): Record<string, unknown> {
  const key = "io.modelcontextprotocol/clientCapabilities";
  const record = z.record(z.string(), z.unknown());
  return record.parse(record.parse(mcpReq.envelope ?? {})[key] ?? {});
}

/** Asks for what the client can give, and for nothing else. */
function withinCapabilities(context: ServerContext): Result {
  const can = capabilitiesOf(context);
  const inputRequests = {
    ...(can["sampling"] === undefined ? {} : { sampled: sampling("Say hello", 20) }),
    ...(can["elicitation"] === undefined ? {} : { user_name: nameForm("What is your name?") }),
  };
  return Object.keys(inputRequests).length === 0
    ? text("Nothing to ask")
    : inputRequired({ inputRequests });
}

async function withProgress({ mcpReq }: ServerContext): Promise<Result> {
  const progressToken = mcpReq._meta?.progressToken ?? 0;
  for (const progress of [0, 50, 100]) {
    await mcpReq.notify({
      method: "notifications/progress",
      params: { progressToken, progress, total: 100 },
    });
  }
  return text(String(progressToken));
}

async function withLog({ mcpReq }: ServerContext): Promise<Result> {
  for (const step of ["started", "processing", "completed"]) await mcpReq.log("info", step);
  return text("Logged");
}

const embedded = (uri: string, mimeType: string, content: string) => ({
  type: "resource" as const,
  resource: { uri, mimeType, text: content },
});

/** What the suite calls, by name; none takes arguments. */
const tools: Record<string, Run> = {
  test_simple_text: () => text("This is a simple text response for testing."),
  test_image_content: () => ({ content: [image] }),
  test_audio_content: () => ({ content: [audio] }),
  test_embedded_resource: () => ({
    content: [embedded("test://embedded-resource", "text/plain", "An embedded resource.")],
  }),
  test_multiple_content_types: () => ({
    content: [
      { type: "text", text: "Several kinds:" },
      image,
      embedded("test://mixed-content-resource", "application/json", '{"test":"data"}'),
    ],
  }),
  test_error_handling: () => {
    throw new Error("This tool intentionally returns an error for testing");
  },
  test_tool_with_logging: withLog,
  test_logging_tool: withLog,
  test_tool_with_progress: withProgress,
  // The library refuses to ask what a client cannot answer.
  test_missing_capability: () =>
    inputRequired({ inputRequests: { asked: sampling("Hello?", 20) } }),
  test_streaming_elicitation: withProgress,
  test_input_required_result_elicitation: ({ mcpReq }) => {
    const given = acceptedContent<{ name: string }>(mcpReq.inputResponses, "user_name");
    return given
      ? text(`Hello, ${given.name}!`)
      : inputRequired({ inputRequests: { user_name: nameForm("What is your name?") } });
  },
  test_input_required_result_sampling: ({ mcpReq }) => {
    const given = inputResponse(mcpReq.inputResponses, "capital_question");
    if (given.kind === "sampling") return text(JSON.stringify(given.result.content));
    const question = sampling("What is the capital of France?", 100);
    return inputRequired({ inputRequests: { capital_question: question } });
  },
  test_input_required_result_list_roots: ({ mcpReq }) => {
    const given = inputResponse(mcpReq.inputResponses, "client_roots");
    return given.kind === "roots"
      ? text(given.roots.map(({ uri }) => uri).join(", "))
      : inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } });
  },
  test_input_required_result_request_state: withState,
  test_input_required_result_tampered_state: withState,
  test_input_required_result_multi_round: inRounds,
  test_input_required_result_multiple_inputs: severalInputs,
  test_input_required_result_capabilities: withinCapabilities,
};

/** Adds the tools that the conformance suite calls. */
export function addSuiteTools(server: McpServer): void {
  for (const [name, run] of Object.entries(tools)) {
    server.registerTool(name, { description: "Of the conformance suite" }, run);
  }
  server.registerTool(
    "test_sampling",
    { description: "Asks the client's model", inputSchema: z.object({ prompt: z.string() }) },
    ({ prompt }, { mcpReq }) => {
      const given = inputResponse(mcpReq.inputResponses, "answer");
      return given.kind === "sampling"
        ? text(`LLM response: ${JSON.stringify(given.result.content)}`)
        : inputRequired({ inputRequests: { answer: sampling(prompt, 100) } });
    },
  );
  addForms(server);
}
