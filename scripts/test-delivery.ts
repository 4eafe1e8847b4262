/**
 * `npm run test:delivery`: the pipeline itself, for real, where Go, buildah and a base image are: BASE_IMAGE names one that
 * infra/docker/stand-in-base.sh made where no image registry is in reach. The cluster that kubectl points to is used where there is one:
 * the release `pakaura` is installed there, upgraded and broken. The last line is the count.
 */
import { closeWith } from "./test-counts.ts";
import { deliveryTests, runSuite } from "./test-suites.ts";

closeWith(await runSuite(deliveryTests));
