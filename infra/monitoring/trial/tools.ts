import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cached, keyOf } from "@pakaura/stack/prepare/cached";
import { type GoTool, prepareGoTool } from "@pakaura/stack/prepare/go-tool";
import { run } from "@pakaura/stack/prepare/run";
import { preparePromtool } from "../promtool.ts";

/** Who asks for metrics, and looks at configurations, of the version whose image the chart names. */
export type MetricsTools = { prometheus: string; promtool: string };
/** Who brings lines, and who keeps them in the place of Loki. */
export type LineTools = { collector: string; victoriaLogs: string };

const prometheus: GoTool = {
  name: "prometheus",
  module: "github.com/prometheus/prometheus@v0.315.0",
  command: "./cmd/prometheus",
  tags: "remove_all_sd",
};
const victoriaLogs: GoTool = {
  name: "victoria-logs",
  module: "github.com/VictoriaMetrics/VictoriaLogs@v1.52.1",
  command: "./app/victoria-logs",
};
const collectorVersion = "v0.165.0";
/** Not all that each version is made of can be had: of this one that of the image. */
const transformVersion = "v0.161.0";
/** Of its libraries that are past 1.0. */
const stableVersion = "v1.71.0";
const builder: GoTool = {
  name: "builder",
  module: `go.opentelemetry.io/collector/cmd/builder@${collectorVersion}`,
};

/** What our configurations name, out of the several hundred parts of the official distribution. */
const collectorParts = {
  receivers: ["core/receiver/otlpreceiver", "contrib/receiver/filelogreceiver"],
  processors: ["core/processor/memorylimiterprocessor", "core/processor/batchprocessor"],
  exporters: ["core/exporter/otlphttpexporter", "core/exporter/nopexporter"],
  extensions: ["contrib/extension/healthcheckextension", "contrib/extension/storage/filestorage"],
};
const places = {
  core: "go.opentelemetry.io/collector",
  contrib: "github.com/open-telemetry/opentelemetry-collector-contrib",
};

const moduleOf = (path: string) =>
  path.replace(/^core|^contrib/, (one) => places[one === "core" ? "core" : "contrib"]);

/** What the builder is to put together in this folder. */
function manifest(folder: string) {
  const { receivers, processors, exporters, extensions } = collectorParts;
  const named = (paths: string[], version = collectorVersion) =>
    paths.map((path) => ({ gomod: `${moduleOf(path)} ${version}` }));
  return {
    dist: { name: "collector", output_path: folder, module: "collector", version: "0.0.0" },
    receivers: named(receivers),
    processors: [
      ...named(processors),
      ...named(["contrib/processor/transformprocessor"], transformVersion),
    ],
    exporters: named(exporters),
    extensions: named(extensions),
    providers: named(
      ["core/confmap/provider/fileprovider", "core/confmap/provider/envprovider"],
      stableVersion,
    ),
  };
}

/** Its modules. The builder would ask for what their tests need as well, which cannot all be had. */
function goModule(): string {
  const { dist, ...parts } = manifest("");
  const modules = Object.values(parts).flatMap((kind) => kind.map(({ gomod }) => gomod));
  const all = [...modules, `${places.core}/otelcol ${collectorVersion}`];
  return [`module ${dist.module}`, "go 1.26", ...all.map((one) => `require ${one}`), ""].join("\n");
}

/** Makes the OpenTelemetry Collector, once on a machine: some minutes. */
async function prepareCollector(say: (line: string) => void): Promise<string> {
  const program = await prepareGoTool(builder, say);
  const key = keyOf([], JSON.stringify(manifest("")), goModule());
  const folder = await cached("collector", key, async (target) => {
    say("Building the OpenTelemetry Collector (once) ...");
    const file = join(target, "builder.yaml");
    const source = join(target, "source");
    writeFileSync(file, JSON.stringify(manifest(source)));
    const environment = { CGO_ENABLED: "0", GOWORK: "off" };
    const here = { folder: target, environment };
    await run(program, ["--skip-get-modules", "--skip-compilation", `--config=${file}`], here);
    writeFileSync(join(source, "go.mod"), goModule());
    const build = ["go", "build", "-mod=mod", "-o", join(target, "collector"), "."];
    await run("nice", ["-n", "10", ...build], { folder: source, environment });
  });
  return join(folder, "collector");
}

/** Makes them, once on a machine: some minutes. Reaches out. */
export async function prepareMetricsTools(say: (line: string) => void): Promise<MetricsTools> {
  return {
    prometheus: await prepareGoTool(prometheus, say),
    promtool: await preparePromtool(say),
  };
}

/** The same. */
export async function prepareLineTools(say: (line: string) => void): Promise<LineTools> {
  return {
    collector: await prepareCollector(say),
    victoriaLogs: await prepareGoTool(victoriaLogs, say),
  };
}
