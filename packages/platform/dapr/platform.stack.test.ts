import { afterAll, beforeAll } from "vitest";
import { platformCases } from "../platform.case.ts";
import { type Backbone, startBackbone } from "./test-backbone.ts";
import { createDaprTestPlatform } from "./test-system.ts";

let backbone: Backbone;

beforeAll(async () => {
  backbone = await startBackbone();
});
afterAll(() => backbone.stop());

platformCases(() => createDaprTestPlatform(backbone));
