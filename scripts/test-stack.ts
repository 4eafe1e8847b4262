/** `npm run test:stack`: every test of the services over Kafka, Dapr and Redis. The last line is their count. */
import { closeWith } from "./test-counts.ts";
import { runSuite, stackTests } from "./test-suites.ts";

closeWith(await runSuite(stackTests));
