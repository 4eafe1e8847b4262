import type { Attack } from "./attack.ts";
import { behindTheDoor } from "./behind-the-door.ts";
import { otherPeople } from "./other-people.ts";
import { signedOut } from "./signed-out.ts";
import { whatStopsIt } from "./what-stops-it.ts";
import { whoGetsIn } from "./who-gets-in.ts";

/** Everything that is tried: docs/security.md says what is promised, and to whom. */
export const attacks: Attack[] = [
  ...whoGetsIn,
  ...signedOut,
  ...otherPeople,
  ...behindTheDoor,
  ...whatStopsIt,
];
