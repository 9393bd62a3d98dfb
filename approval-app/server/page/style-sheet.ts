/** Calm and dense, system fonts, one accent, light and dark, phone width. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --back: light-dark(#f6f7f8, #14171a); --card: light-dark(#fff, #1b1f24);
  --ink: light-dark(#1c2126, #dfe4e9); --soft: light-dark(#5b6670, #95a1ac);
  --line: light-dark(#dde2e6, #2d343b); --accent: light-dark(#0b5cad, #6db3ff);
  --good: light-dark(#136c2e, #6fcf8a); --bad: light-dark(#a8201a, #ff8f87); --wait: light-dark(#8a5300, #f0b35a);
  --add: light-dark(#e3f6e6, #16301e); --del: light-dark(#fce8e6, #3a1c1b); --hunk: light-dark(#eef2f6, #20272e);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
.bar { display: flex; flex-wrap: wrap; gap: 0 .6rem; align-items: center; padding: .5rem 1rem; background: var(--card); border-bottom: 1px solid var(--line); }
.brand { font-weight: 650; }
.step { color: var(--soft); overflow-wrap: anywhere; }
.step::before { content: '▸ '; }
.fill { flex: 1; }
.viewer, .soft { color: var(--soft); font-weight: 400; }
.soft { font-size: .9em; }
.notice { margin: 0; padding: .3rem 1rem; background: var(--hunk); color: var(--soft); font-size: .87em; border-bottom: 1px solid var(--line); }
main { max-width: 68rem; margin: 0 auto; padding: 1rem; }
.card, section { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .9rem 1rem; margin-bottom: .8rem; }
.card section { border: 0; padding: 0; margin: .6rem 0 0; }
h1 { font-size: 1.3rem; line-height: 1.3; margin: .2rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 0 0 .5rem; }
h3 { font-size: .92rem; margin: .6rem 0 .2rem; }
p { margin: .3rem 0; }
a { color: var(--accent); }
.verdict { font-weight: 650; margin: 0; }
.verdict.good { color: var(--good); } .verdict.bad { color: var(--bad); } .verdict.wait { color: var(--wait); } .verdict.calm { color: var(--soft); }
.alert { border-left: 3px solid var(--bad); background: var(--del); padding: .4rem .7rem; border-radius: 0 4px 4px 0; overflow-wrap: anywhere; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .5rem 1rem; margin: .7rem 0; }
.facts dt { color: var(--soft); font-size: .82em; } .facts dd { margin: 0; font-weight: 550; overflow-wrap: anywhere; }
pre, code { font: 13px/1.45 ui-monospace, monospace; }
code { overflow-wrap: anywhere; }
/* Lines wrap: what scrolls out of sight is what an attacker would use. */
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
.prompt { padding: .5rem; background: var(--hunk); border-radius: 4px; }
.file { border: 1px solid var(--line); border-radius: 4px; margin-top: .6rem; overflow: hidden; }
.file .meta { padding: .4rem .6rem; background: var(--hunk); color: var(--soft); }
.diff { padding: .3rem 0; }
.diff code { display: block; padding: 0 .6rem; }
.diff span { display: block; margin: 0 -.6rem; padding: 0 .6rem; }
.add { background: var(--add); } .del { background: var(--del); } .hunk { color: var(--soft); background: var(--hunk); }
.ghost { background: var(--wait); color: var(--card); border-radius: 3px; padding: 0 .25em; font-size: .85em; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-top: 1px solid var(--line); }
tr:first-child > * { border-top: 0; }
th { font-weight: 400; color: var(--soft); white-space: nowrap; }
.path { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; width: 100%; }
.status { color: var(--soft); }
.findings, .tests { margin: 0; padding-left: 1.1rem; overflow-wrap: anywhere; }
.severity { border: 1px solid currentColor; border-radius: 3px; padding: 0 .35em; font-size: .82em; color: var(--soft); }
.severity.blocker, .severity.high { color: var(--bad); } .severity.medium { color: var(--wait); }
blockquote { margin: .3rem 0; padding-left: .7rem; border-left: 3px solid var(--line); white-space: pre-wrap; }
.decide { border-top: 1px solid var(--line); margin-top: .8rem; padding-top: .8rem; }
label { display: block; margin-bottom: .5rem; }
textarea { display: block; width: 100%; margin-top: .2rem; padding: .4rem; font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 4px; }
.answers { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
button { font: inherit; padding: .4rem .9rem; border-radius: 5px; border: 1px solid var(--line); background: var(--back); color: inherit; cursor: pointer; }
button.approve { background: var(--accent); border-color: var(--accent); color: var(--card); font-weight: 600; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.closed { color: var(--bad); }
summary { cursor: pointer; }
`;
