import { expect, it } from "vitest";
import { createCircuit } from "./circuit.ts";

function createTimed() {
  let now = 0;
  const circuit = createCircuit(() => now);
  const fail = (times: number): void => {
    for (let time = 0; time < times; time += 1) circuit.tell("failed");
  };
  return { circuit, fail, pass: (ms: number) => (now += ms) };
}

it("asks on after two failures, and pauses after the third", () => {
  const { circuit, fail } = createTimed();
  fail(2);
  expect(circuit.isPaused()).toBe(false);
  fail(1);
  expect(circuit.isPaused()).toBe(true);
});

it("counts only failures in a row", () => {
  const { circuit, fail } = createTimed();
  fail(2);
  circuit.tell("answered");
  fail(2);
  expect(circuit.isPaused()).toBe(false);
});

it("asks again after 30 seconds, pauses again when that fails, and is as before when it is answered", () => {
  const { circuit, fail, pass } = createTimed();
  fail(3);
  pass(29_999);
  expect(circuit.isPaused()).toBe(true);
  pass(1);
  expect(circuit.isPaused()).toBe(false);
  fail(1);
  expect(circuit.isPaused()).toBe(true);
  pass(30_000);
  circuit.tell("answered");
  fail(2);
  expect(circuit.isPaused()).toBe(false);
});
