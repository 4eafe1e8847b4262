import { docsStyle } from "./docs-style.ts";
import type { OpenApiDocument, OperationObject } from "./document.ts";
import { escapeHtml, inlineHtml } from "./html.ts";
import { schemaTable, schemaWords } from "./schema-html.ts";

type Entry = { method: string; path: string; operation: OperationObject };

/** The document as a page for people: one file, no scripts, nothing from elsewhere. */
export function docsPage(document: OpenApiDocument): string {
  const groups = groupsOf(document);
  const links = [...groups].map(
    ([group, entries]) =>
      `<p>${escapeHtml(group)}</p><ul>${entries
        .map(
          ({ operation }) =>
            `<li><a href="#${operation.operationId}">${inlineHtml(operation.summary)}</a></li>`,
        )
        .join("")}</ul>`,
  );
  const sections = [...groups].map(
    ([group, entries]) =>
      `<section><h2>${escapeHtml(group)}</h2>${entries.map(operationHtml).join("")}</section>`,
  );
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<article id="schema-${escapeHtml(name)}"><h3>${escapeHtml(name)}</h3>${schemaTable(schema)}</article>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(document.info.title)} API</title><style>${docsStyle}</style></head>
<body><div class="page"><nav aria-label="Operations">${links.join("")}<p><a href="#schemas">Schemas</a></p></nav>
<main><h1>${escapeHtml(document.info.title)} API</h1>
<p>${inlineHtml(document.info.description)}</p>
<p class="dim">For machines: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI ${document.openapi}).
Sign in with a session cookie, or make a personal access token in the settings:</p>
<pre>curl -H "Authorization: Bearer pak_..." http://localhost:3000/api/v1/tasks</pre>
${sections.join("")}<section><h2 id="schemas">Schemas</h2>${schemas.join("")}</section></main></div></body></html>
`;
}

function groupsOf(document: OpenApiDocument): Map<string, Entry[]> {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  return Map.groupBy(entries, ({ operation }) => operation.tags[0] ?? "");
}

function operationHtml({ method, path, operation }: Entry): string {
  const parameters = operation.parameters.map(
    ({ name, in: place, schema, required, description = "" }) =>
      `<tr><th scope="row"><code>${escapeHtml(name)}</code> <span class="dim">${place}</span></th>
      <td><code>${schemaWords(schema)}</code> ${inlineHtml(description)}</td><td>${required ? "required" : ""}</td></tr>`,
  );
  const body = Object.values(operation.requestBody?.content ?? {})[0];
  const answers = Object.entries(operation.responses).map(([status, { description, content }]) => {
    const schema = Object.values(content ?? {})[0]?.schema;
    const words = schema === undefined ? "" : `<code>${schemaWords(schema)}</code>`;
    return `<tr><th scope="row">${status}</th><td>${inlineHtml(description)}</td><td>${words}</td></tr>`;
  });
  return `<article id="${operation.operationId}"><h3>${inlineHtml(operation.summary)}</h3>
  <p><span class="method">${method.toUpperCase()}</span> <code>/api/v1${escapeHtml(path)}</code></p>
  ${operation.description === undefined ? "" : `<p>${inlineHtml(operation.description)}</p>`}
  ${parameters.length === 0 ? "" : `<h4>Parameters</h4><table>${parameters.join("")}</table>`}
  ${body === undefined ? "" : `<h4>Body</h4><p><code>${schemaWords(body.schema)}</code></p>`}
  <h4>Answers</h4><table>${answers.join("")}</table></article>`;
}
