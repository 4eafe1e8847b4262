import { type CallToolResult, inputRequired } from "@modelcontextprotocol/server";

/** One red pixel. */
export const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
export const image = { type: "image", data: pixel, mimeType: "image/png" } as const;
/** A WAV file without a sound. */
const silence = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";
export const audio = { type: "audio", data: silence, mimeType: "audio/wav" } as const;

/** A tool's answer of one text. */
export function text(content: string): CallToolResult {
  return { content: [{ type: "text", text: content }] };
}

/** A question to the person for a name. */
export function nameForm(message: string) {
  return inputRequired.elicit({
    message,
    requestedSchema: {
      type: "object",
      properties: { name: { type: "string" } },
      required: ["name"],
    },
  });
}
