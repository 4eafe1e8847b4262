import type { LookupAddress, LookupAllOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPrivateAddress } from "@pakaura/service/private-address";

/** As `lookup` of node:dns. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** Why a user's address is not called. */
export function privateAddress(): Error {
  return new Error("Its address lies in a private network, which the operator does not allow");
}

/**
 * Looks a name up for a connection, which is then made to what was looked at here: between a check and the connection
 * a name may change what it stands for. One private address among several is enough to refuse.
 */
export function createPublicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const isPrivate = !error && addresses.some(({ address }) => isPrivateAddress(address));
      const failure = error ?? (isPrivate ? privateAddress() : null);
      if (failure !== null) callback(failure, "", 4);
      else if (options.all) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
    });
  };
}
