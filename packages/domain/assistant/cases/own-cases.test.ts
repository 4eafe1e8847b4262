import { describe, expect, it } from "vitest";
import { applyOperations } from "../apply-operations.ts";
import { evaluate, type TranscriptTurn } from "../evaluate.ts";
import type { World } from "../world.ts";
import {
  caseOf,
  ownCases,
  startOf,
  stateOf,
  type Expected,
  type OwnCase,
} from "./own-cases.case.ts";

const cases = ownCases();
/** What was reached; fewer is a step back. */
const reached = { dialogues: 619, wrongWrites: 0, elsewhere: 616 };

const otherLocale = (locale: string): string => (locale.startsWith("de") ? "en-GB" : "de-DE");

describe("the cases written from the policies", () => {
  const judged = cases.map((one) => ({ one, ...judge(one) }));

  it("are right", () => {
    const wrong = judged.filter(({ faults }) => faults.length > 0);
    expect(
      cases.length - wrong.length >= reached.dialogues ? [] : wrong.flatMap(({ faults }) => faults),
    ).toEqual([]);
  });

  it("write nothing where nothing may be written", () => {
    const wrote = judged.flatMap(({ wrongWrites }) => wrongWrites);
    expect(wrote.length > reached.wrongWrites ? wrote : []).toEqual([]);
  });

  it("write nothing where nothing may be written in an app of the other language either", () => {
    const elsewhere = cases.map((one) => ({ one, ...judge(one, otherLocale(caseOf(one).locale)) }));
    const wrong = elsewhere.filter(({ faults }) => faults.length > 0);
    expect(elsewhere.flatMap(({ wrongWrites }) => wrongWrites)).toEqual([]);
    expect(
      cases.length - wrong.length >= reached.elsewhere ? [] : wrong.flatMap(({ faults }) => faults),
    ).toEqual([]);
  });

  it("are 200 or more, a fifth of them dialogues", () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    const dialogues = cases.filter(({ turns }) => turns.length > 1);
    expect(dialogues.length * 5).toBeGreaterThanOrEqual(cases.length);
  });
});

type Judgement = { faults: string[]; wrongWrites: string[] };

function judge(one: OwnCase, locale = caseOf(one).locale): Judgement {
  const { turns } = evaluate({ ...caseOf(one), locale });
  const judgement: Judgement = { faults: [], wrongWrites: [] };
  let world = startOf(one);
  one.turns.forEach((want, index) => {
    const got = turns[index];
    if (got === undefined) return;
    const line = `${one.id} “${want.user}”: ${got.effect} ${JSON.stringify(got.operations)}`;
    if (!isRight(got, want, world)) judgement.faults.push(line);
    if (want.effect !== "execute" && got.operations.length > 0) judgement.wrongWrites.push(line);
    world = applyOperations(world, got.operations);
  });
  return judgement;
}

function isRight(got: TranscriptTurn, want: Expected, world: World): boolean {
  const isConfirming = want.confirm_ok === true && got.effect === "confirm";
  if (want.effect === "execute") {
    const did = isConfirming ? got.pending : got.operations;
    const isDone = got.effect === "execute" || isConfirming;
    return isDone && isSame(stateOf(world, did), stateOf(world, want.operations ?? []));
  }
  const effects: string[] = [want.effect, ...(want.or_effects ?? [])];
  const shows = (want.shows ?? []).every((id) => got.shown.includes(id));
  const hides = !(want.hides ?? []).some((id) => got.shown.includes(id));
  return effects.includes(got.effect) && got.operations.length === 0 && shows && hides;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
