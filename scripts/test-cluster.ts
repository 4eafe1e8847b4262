/**
 * `npm run test:cluster`: Pakaura on the Kubernetes that kubectl points to, with its images there (`make build-all`) and Dapr
 * installed. It installs, upgrades and breaks the release `pakaura` in the namespace `pakaura`. The last line is the count.
 */
import { closeWith } from "./test-counts.ts";
import { clusterTests, runSuite } from "./test-suites.ts";

closeWith(await runSuite(clusterTests));
