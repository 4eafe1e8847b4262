import { z } from "zod";
import { Refused } from "./refused.ts";
import { needSetting } from "./settings.ts";

/** The images that infra/docker/build.sh makes. */
export const imageNames = [
  "api",
  "frontend",
  "notification",
  "recurring",
  "audit",
  "websocket-gateway",
] as const;
export type ImageName = (typeof imageNames)[number];

const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);
export const imagesSchema = z.record(z.enum(imageNames), digestSchema);

/** The digest of each image: what a stage hands to the next. */
export type Images = z.infer<typeof imagesSchema>;

/** The images that the setting IMAGES names. */
export function readImages(): Images {
  const text = needSetting("IMAGES");
  try {
    return imagesSchema.parse(JSON.parse(text));
  } catch {
    throw new Refused(`IMAGES does not name the digest of each of ${imageNames.join(", ")}`);
  }
}

/** How an image is named by its content: what is signed, deployed and rolled back. */
export function byDigest(registry: string, name: ImageName, digest: string): string {
  return `${registry}/${name}@${digest}`;
}

/** One of this machine, which speaks no TLS. */
export function isOnLoopback(registry: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/.test(registry);
}
