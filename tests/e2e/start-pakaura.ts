import { address, install } from "../cluster/kubernetes.ts";
import { isOnCluster, startProduct, temporaryFolder } from "../product.ts";

/** Starts one Pakaura for all tests; each test signs up its own person. Returns how to end it. */
export default async function startPakaura(): Promise<() => Promise<void>> {
  if (isOnCluster) {
    await install(["values-local.yaml"]);
    process.env["PAKAURA_E2E_URL"] = await address();
    // It stays, as what an operator installed does.
    return async () => undefined;
  }
  const data = await temporaryFolder();
  const product = await startProduct({ dataDirectory: data.path });
  process.env["PAKAURA_E2E_URL"] = product.url;
  process.env["PAKAURA_E2E_DATA"] = data.path;
  return async () => {
    await product.stop();
    await data.remove();
  };
}
