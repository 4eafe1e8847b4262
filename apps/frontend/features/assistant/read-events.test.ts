import { describe, expect, it } from "vitest";
import { UnreachableError } from "../../lib/api.ts";
import { readEvents } from "./read-events.ts";

/** A response that comes in pieces of so many bytes. */
function inPieces(text: string, size: number): Response {
  const bytes = new TextEncoder().encode(text);
  return new Response(
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size)
          controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    }),
  );
}

const delta = (text: string): string => `event: delta\ndata: ${JSON.stringify({ text })}\n\n`;
const done = `event: done\ndata: {"reply":"Grüße, Ann."}\n\n`;

describe("an answer in events", () => {
  it.each([1, 7, 1_000])("is heard as it comes, in pieces of %i bytes", async (size) => {
    const heard: string[] = [];
    const response = inPieces(delta("Grüße") + delta(", Ann.") + done, size);
    const answer = await readEvents(response, (words) => heard.push(words));
    expect(heard).toEqual(["Grüße", "Grüße, Ann."]);
    expect(answer).toEqual({ reply: "Grüße, Ann." });
  });

  it.each([
    ["ends too early", delta("Half")],
    ["is cut off", `${delta("Half")}event: done\ndata: {"re`],
    ["is the page of another network", "<!doctype html><p>Sign in</p>"],
    ["is broken", `event: done\ndata: {"re\n\n`],
  ])("that %s is no answer", async (_what, text) => {
    const reading = readEvents(inPieces(text, 5), () => undefined);
    await expect(reading).rejects.toBeInstanceOf(UnreachableError);
  });
});
