/** The style of the docs page: calm, readable, light and dark, on a phone as well. */
export const docsStyle = `
:root { color-scheme: light dark; --line: light-dark(#e2e5ea, #2c313a); --dim: light-dark(#5b6472, #9aa4b2); --soft: light-dark(#f5f6f8, #1b1f26); --accent: light-dark(#3b5bdb, #8ea6ff); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.6 system-ui, sans-serif; background: light-dark(#fff, #14171c); color: light-dark(#1c2129, #e6e9ee); }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
.page { display: grid; grid-template-columns: 16rem minmax(0, 1fr); max-width: 78rem; margin: 0 auto; }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow: auto; padding: 2rem 1.5rem; font-size: .9rem; }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; } nav p { margin: 0; font-weight: 600; }
main { padding: 2rem 1.5rem 6rem; border-left: 1px solid var(--line); }
h1 { margin: 0 0 .5rem; font-size: 2rem; } h2 { margin: 3.5rem 0 0; font-size: 1.4rem; } h3 { margin: 0; font-size: 1rem; }
article { margin: 1.25rem 0; border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; }
article h4 { margin: 1rem 0 .25rem; font-size: .8rem; color: var(--dim); font-weight: 600; }
code, pre { font: .86em/1.5 ui-monospace, monospace; } pre { background: var(--soft); border-radius: 8px; padding: .75rem 1rem; overflow: auto; }
.method { display: inline-block; min-width: 4.2em; font: 700 .8rem/1.6 ui-monospace, monospace; color: var(--accent); }
table { width: 100%; border-collapse: collapse; font-size: .92rem; } td, th { text-align: left; font-weight: 400; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th { width: 13rem; } td:last-child { color: var(--dim); } .dim { color: var(--dim); }
@media (max-width: 52rem) { .page { display: block; } nav { position: static; max-height: none; } main { border: 0; } th { width: auto; } }
`;
