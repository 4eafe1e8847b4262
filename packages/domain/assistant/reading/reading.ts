import type { Captures } from "../frames/match-frame.ts";
import type { FrameKind } from "../languages/language.ts";
import type { Word } from "../words.ts";

/** One way to read a clause. */
export type Reading = {
  kind: FrameKind;
  /** The frame it was read by, for tests and for words that frames themselves say. */
  source: string;
  slots: Captures;
  /** True when it holds only for a real task. */
  isTentative: boolean;
  /** The words that it was read from. */
  words: readonly Word[];
};
