import { describe, expect, it } from "vitest";
import { decide, initialStream, type StreamInput, type StreamState } from "./stream-position.ts";

/** Feeds inputs one after another; what was decided for each. */
function run(inputs: StreamInput[], from: StreamState = initialStream): string[] {
  let state = from;
  return inputs.map((input) => {
    const decision = decide(state, input);
    state = decision.state;
    return decision.action;
  });
}
const at = (sequence: number): StreamState => ({
  position: { epoch: "e", sequence },
  isCatchingUp: false,
});
const hello = (sequence: number, epoch = "e"): StreamInput => ({ type: "hello", epoch, sequence });
const event = (sequence: number): StreamInput => ({ type: "event", sequence });

describe("the event stream of a browser", () => {
  it("asks for everything at the first hello, goes on from there, then applies events in order", () => {
    const snapshot: StreamInput = { type: "snapshot", position: { epoch: "e", sequence: 4 } };
    expect(run([hello(4), event(5), snapshot, event(5), event(6)])).toEqual([
      "snapshot",
      "none",
      "catch-up",
      "apply",
      "apply",
    ]);
  });

  it("drops what it has seen", () => {
    expect(run([event(4), event(5), event(6)], at(5))).toEqual(["none", "none", "apply"]);
  });

  it("asks once for a gap, and applies what is sent for it", () => {
    const inputs = [event(8), event(9), event(6), event(7), event(8)];
    expect(run(inputs, at(5))).toEqual(["catch-up", "none", "apply", "apply", "apply"]);
  });

  it("catches up after a reconnect, but only when it missed something", () => {
    expect(run([hello(9)], at(5))).toEqual(["catch-up"]);
    expect(run([hello(5)], at(5))).toEqual(["none"]);
  });

  it("starts again after another epoch or a stream that went back", () => {
    expect(run([hello(9, "other")], at(5))).toEqual(["snapshot"]);
    expect(run([hello(3)], at(5))).toEqual(["snapshot"]);
  });

  it("reconnects when told to resync or when catching up left a gap", () => {
    expect(run([{ type: "resync" }, event(6), hello(9)], at(5))).toEqual([
      "reconnect",
      "none",
      "snapshot",
    ]);
    expect(run([event(8), event(6), { type: "caught-up", sequence: 8 }], at(5))).toEqual([
      "catch-up",
      "apply",
      "reconnect",
    ]);
  });
});
