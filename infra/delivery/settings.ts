import { Refused } from "./refused.ts";

/** Every setting of the delivery, from the environment: docs/delivery.md describes each, and `npm run check` looks that it does. */
export const settings = {
  REGISTRY: "where the images are, as fra.ocir.io/namespace/pakaura",
  REGISTRY_USERNAME: "who signs in to the registry with a password",
  REGISTRY_PASSWORD: "the password or auth token of REGISTRY_USERNAME",
  REVISION: "the commit that is delivered",
  IMAGES: "the digests that `build` printed, as JSON",
  IMAGE_PLATFORM: "what the images are built for: linux/amd64 or linux/arm64",
  BASE_IMAGE: "another base than the one of infra/docker/Dockerfile",
  SIGNING_KEY: "the private key of cosign, where nobody signs by identity",
  SIGNING_PUBLIC_KEY: "the public half of SIGNING_KEY",
  SIGNING_KEY_PASSWORD: "the password of SIGNING_KEY",
  HELM: "where helm is, if neither on the PATH nor where `prepare helm` put it",
  SYFT: "where syft is, if not on the PATH",
  GRYPE: "where grype is, if not on the PATH",
  KUBECONFIG_CONTENT: "a kubeconfig, for clusters other than OKE",
  NAMESPACE: "the namespace of the release",
  CHART_VALUES: "the values file of the chart",
  HELM_VALUES: "values of this installation, as YAML or JSON",
  DEPLOY_TIMEOUT: "how long helm waits, as 10m",
  PUBLIC_URL: "where people open Pakaura",
  SMOKE_TEST_EMAIL: "who does the smoke test where new accounts want a mail to be opened",
  SMOKE_TEST_PASSWORD: "the password of SMOKE_TEST_EMAIL",
  OCI_DOMAIN_URL: "the identity domain that trusts the workflow",
  OCI_CLIENT_ID: "the application of that domain",
  OCI_CLIENT_SECRET: "its secret",
  OCI_TENANCY: "the OCID of the tenancy",
  OCI_REGION: "the region, as eu-frankfurt-1",
  OKE_CLUSTER: "the OCID of the cluster",
} as const;
export type Setting = keyof typeof settings;

/** A setting, or undefined: an unset variable of a workflow is an empty text. */
export function setting(name: Setting): string | undefined {
  return process.env[name]?.trim() || undefined;
}

/** The same of one that has to be there; rejects with what it is. */
export function needSetting(name: Setting): string {
  const value = setting(name);
  if (value === undefined) throw new Refused(`${name} is not set: ${settings[name]}`);
  return value;
}
