import { ask, show } from "./program.ts";
import { isOnLoopback } from "./images.ts";

const engines = ["docker", "podman", "buildah"] as const;
type Engine = (typeof engines)[number];

async function works(engine: Engine): Promise<boolean> {
  // Docker's client alone, without an engine, builds nothing.
  const args = engine === "docker" ? ["info", "--format", "{{.ServerVersion}}"] : ["--version"];
  return ask(engine, args).then(
    (said) => said.trim() !== "",
    () => false,
  );
}

/** What built the images: the same choice as in infra/docker/build.sh, which fails where there is none. */
export async function findEngine(): Promise<Engine> {
  for (const engine of engines) if (await works(engine)) return engine;
  return "buildah";
}

/** Pushes an image of this machine by another name. */
export async function push(engine: Engine, local: string, reference: string): Promise<void> {
  if (engine === "docker") {
    await show(engine, ["tag", local, reference]);
    await show(engine, ["push", "--quiet", reference]);
    return;
  }
  const insecure = isOnLoopback(reference) ? ["--tls-verify=false"] : [];
  await show(engine, ["push", "--quiet", ...insecure, local, `docker://${reference}`]);
}
