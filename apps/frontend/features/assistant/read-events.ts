import type { AssistantAnswer } from "@pakaura/contract/assistant";
import { createParser } from "eventsource-parser";
import { parseJson, UnreachableError } from "../../lib/api.ts";

/**
 * The answer that comes as Server-Sent Events: its words first, as far as they are there, for `onWords`, and all of
 * it last. Throws UnreachableError where it ends before that.
 */
export async function readEvents(
  response: Response,
  onWords: (words: string) => void,
): Promise<AssistantAnswer> {
  let words = "";
  let answer: AssistantAnswer | null = null;
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === "done") answer = parseJson<AssistantAnswer>(data);
      if (event !== "delta") return;
      words += parseJson<{ text: string }>(data).text;
      onWords(words);
    },
  });
  const decoder = new TextDecoder();
  try {
    for await (const bytes of chunksOf(response))
      parser.feed(decoder.decode(bytes, { stream: true }));
  } catch {
    throw new UnreachableError();
  }
  // The network may end it anywhere, and another page may have answered.
  if (answer === null) throw new UnreachableError();
  return answer;
}

/** Not every browser reads a stream by `for await`. */
async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
