#include "adapters/report/page_assets.h"

namespace gv::report {
namespace {

// Styles s0 ... s9 differ in colour and dash pattern, kinds a0 ... a4 in colour and hatching. Every
// line colour has a contrast of at least 3:1 against the page in both schemes.
constexpr std::string_view kStyle = R"css(
:root {
  color-scheme: light dark;
  --page: #fff; --ink: #16191d; --soft: #59636e; --rule: #dde1e6; --tint: #f4f7fb; --grid: #e8ebef;
  --s0: #0a58ca; --s1: #b34700; --s2: #1a7f37; --s3: #8250df; --s4: #c62828; --s5: #0b7a75;
  --s6: #80601f; --s7: #b5178a; --s8: #57606a; --s9: #667300;
  --a0: #0b6e69; --a1: #58b0a6; --a2: #c5cbd3; --a3: #e5ab4c; --a4: #c0432f;
  --a2-ink: #16191d; --hatch: rgb(0 0 0 / .16); --shade: rgb(0 0 0 / .14);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #111418; --ink: #e9ecf0; --soft: #9aa4af; --rule: #2c333b; --tint: #1a212b;
    --grid: #222931;
    --s0: #6ea8fe; --s1: #f0984b; --s2: #5fc97a; --s3: #b794f6; --s4: #ff8078; --s5: #4fc4bd;
    --s6: #cfa66b; --s7: #f078c8; --s8: #a0a8b2; --s9: #c0cf45;
    --a0: #14807a; --a1: #86d3c9; --a2: #5a636e; --a3: #d99b38; --a4: #c74a37;
    --a2-ink: #fff; --hatch: rgb(0 0 0 / .28); --shade: rgb(0 0 0 / .7);
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 70rem; background: var(--page);
  color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  -webkit-text-size-adjust: 100%;
}
h1 { margin: 0; font-size: 1rem; font-weight: 600; }
h2 { margin: 0 0 .25rem; font-size: 1.25rem; line-height: 1.3; letter-spacing: -.01em; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
section { margin-top: 3rem; }
header + section { margin-top: 2rem; }
p { margin: 0 0 1rem; max-width: 44rem; }
ol, ul { list-style: none; margin: 0; padding: 0; }
figure { margin: 0; }
small { color: var(--soft); font-size: .8em; font-weight: 400; }
.facts, .note, footer { color: var(--soft); font-size: .9rem; }
.facts { margin: .15rem 0 0; }
.headline {
  max-width: 46rem; margin-bottom: .75rem; font-size: clamp(1.5rem, 1rem + 2.2vw, 2.3rem);
  font-weight: 400; line-height: 1.2; letter-spacing: -.02em; text-wrap: balance;
}
.headline .name { font-weight: 700; }
.lead { margin-bottom: 2.5rem; font-size: 1.05rem; }
.lead .name { font-weight: 600; }
.name { overflow-wrap: anywhere; }
.ours .name, tr.ours th, tr.ours td { font-weight: 650; }
.amount { font-variant-numeric: tabular-nums; }
)css"
                                    R"css(
.losses li, .stacks li {
  display: grid; grid-template-columns: 10rem 1fr; gap: .15rem 1rem; align-items: center;
  padding: .3rem 0;
}
.losses li { grid-template-columns: 10rem 1fr 10.5rem; }
.track { position: relative; height: 1.1rem; background: var(--tint); border-radius: 3px; }
.fill { position: absolute; inset: 0 auto 0 0; border-radius: 3px; background: var(--soft);
  opacity: .55; }
.ours .fill { background: var(--s0); opacity: 1; }
.whisker { position: absolute; top: 50%; height: 2px; margin-top: -1px; background: var(--ink); }
.whisker::before, .whisker::after {
  content: ""; position: absolute; top: -4px; height: 10px; width: 2px; background: inherit;
}
.whisker::before { left: -1px; }
.whisker::after { right: -1px; }
.stack { display: flex; height: 1.6rem; border-radius: 3px; overflow: hidden; gap: 1px; }
.stack span { min-width: 0; text-align: center; overflow: hidden; }
.stack b { font: 600 .78rem/1.6rem system-ui, sans-serif; font-variant-numeric: tabular-nums; }
.a0 { background: var(--a0); color: #fff; }
.a1 { background: var(--a1); color: #08302c; }
.a2 { background: var(--a2); color: var(--a2-ink); }
.a3 { background: repeating-linear-gradient(45deg, transparent 0 5px, var(--hatch) 5px 7px)
  var(--a3); color: #2b1c00; }
.a4 { background: repeating-linear-gradient(-45deg, transparent 0 4px, var(--hatch) 4px 7px)
  var(--a4); color: #fff; }
.swatch { display: inline-block; width: 1.1rem; height: .8rem; border-radius: 2px; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .75rem 0; font-size: .9rem; }
.legend:not(.kinds) { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); }
.legend:not(.kinds) li { display: flex; gap: .5rem; align-items: center; }
.legend .amount { margin-left: auto; }
.sample { flex: none; width: 36px; height: 10px; vertical-align: middle; }
.plot { position: relative; margin: 1.5rem 0 2rem; margin-inline: 4rem .25rem; }
.plot svg { position: absolute; width: 100%; height: 100%; overflow: visible; }
.plot span { position: absolute; font-size: .8rem; line-height: 1; white-space: nowrap;
  color: var(--soft); font-variant-numeric: tabular-nums; }
.y-label { right: calc(100% + .6rem); transform: translateY(-50%); }
.x-label { top: calc(100% + .6rem); transform: translateX(-50%); }
.plot .end-label { left: calc(100% + .6rem); transform: translateY(-50%); display: none;
  max-width: 9rem; overflow: hidden; text-overflow: ellipsis; line-height: 1.3; }
.plot .end-label.strong { font-weight: 700; }
.grid, .zero { stroke: var(--grid); stroke-width: 1; vector-effect: non-scaling-stroke; }
.zero { stroke: var(--soft); }
.line { fill: none; stroke-width: 1.75; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
.line.strong { stroke-width: 3.5; }
.cursor { position: absolute; top: 0; bottom: 0; width: 1px; background: var(--soft); }
.readout { margin: 0; font-size: .9rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.line.s0 { stroke: var(--s0); }
.line.s1 { stroke: var(--s1); stroke-dasharray: 9 3; }
.line.s2 { stroke: var(--s2); stroke-dasharray: 2 3; }
.line.s3 { stroke: var(--s3); stroke-dasharray: 9 3 2 3; }
.line.s4 { stroke: var(--s4); stroke-dasharray: 5 3; }
.line.s5 { stroke: var(--s5); stroke-dasharray: 14 4; }
.line.s6 { stroke: var(--s6); stroke-dasharray: 5 2 1 2 1 2; }
.line.s7 { stroke: var(--s7); stroke-dasharray: 1 2; }
.line.s8 { stroke: var(--s8); stroke-dasharray: 3 5; }
.line.s9 { stroke: var(--s9); stroke-dasharray: 12 3 4 3; }
.plot .s0 { color: var(--s0); } .plot .s1 { color: var(--s1); } .plot .s2 { color: var(--s2); }
.plot .s3 { color: var(--s3); } .plot .s4 { color: var(--s4); } .plot .s5 { color: var(--s5); }
.plot .s6 { color: var(--s6); } .plot .s7 { color: var(--s7); } .plot .s8 { color: var(--s8); }
.plot .s9 { color: var(--s9); }
)css"
                                    R"css(
/* Shadows at the edges tell that a table goes on; covers of the page's colour scroll with it. */
.scroll {
  overflow-x: auto; margin: .75rem 0;
  background: linear-gradient(var(--page), var(--page)) 0 0 / 1.25rem 100% no-repeat local,
    linear-gradient(var(--page), var(--page)) 100% 0 / 1.25rem 100% no-repeat local,
    linear-gradient(to left, transparent, var(--shade)) 0 0 / .9rem 100% no-repeat scroll,
    linear-gradient(to right, transparent, var(--shade)) 100% 0 / .9rem 100% no-repeat scroll;
}
.scroll.tall { max-height: 36rem; overflow-y: auto; }
:focus-visible { outline: 2px solid var(--s0); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .875rem;
  font-variant-numeric: tabular-nums; }
caption { padding-bottom: .5rem; text-align: left; color: var(--soft); }
caption span { display: block; position: sticky; left: 0; width: fit-content;
  max-width: calc(100vw - 2rem); }
th, td { padding: .45rem .6rem; border-bottom: 1px solid var(--rule); text-align: right;
  vertical-align: baseline; white-space: nowrap; }
th { font-weight: 600; }
thead th { vertical-align: bottom; line-height: 1.25; color: var(--soft); }
th[scope=colgroup] { text-align: left; border-bottom: 0; padding-bottom: 0; color: var(--ink); }
th:first-child[scope=row], tr:first-child th:first-child { position: sticky; left: 0;
  background: var(--page); text-align: left; z-index: 1; }
th small, td small { display: block; }
.scores th { white-space: normal; }
.scores th[scope=row] { white-space: nowrap; }
th.first, td.first { border-left: 1px solid var(--rule); }
tr.ours th[scope=row], tr.ours td { background: var(--tint); }
td.text, .log th { white-space: normal; text-align: left; }
.log td { text-align: left; }
.log td.text:last-child { min-width: 16rem; }
#missed { width: auto; }
.meanings { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
  gap: .75rem 2rem; margin: .75rem 0; font-size: .875rem; }
dt { font-weight: 600; }
dd { margin: 0; color: var(--soft); }
summary { cursor: pointer; padding: .4rem 0; color: var(--s0); }
select { font: inherit; max-width: 16rem; padding: .2rem .4rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--rule); padding-top: 1rem; }
@media (min-width: 60rem) {
  .plot { margin-inline-end: 9.5rem; }
  .plot .end-label { display: block; }
}
@media (max-width: 40rem) {
  body { padding-top: 1.25rem; }
  .losses li { grid-template-columns: 1fr auto; }
  .losses .track { grid-area: 2 / 1 / 3 / 3; height: .8rem; }
  .stacks li { grid-template-columns: 1fr; }
  .stacks { font-size: .9rem; }
  .plot { margin-inline-start: 3.9rem; }
  th, td { padding: .4rem .5rem; }
}
@media print {
  :root { --page: #fff; --ink: #000; --soft: #444; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  figure, li, tr, dl div { break-inside: avoid; }
  h2, h3, .note { break-after: avoid; }
  section { margin-top: 2rem; }
  .scroll, .scroll.tall { overflow: visible; max-height: none; }
  .scores { font-size: 7.5pt; }
  .scores th, .scores td { padding: .25rem; }
  details:not([open]), section:has(> #log:not([open])), #filter, #hint { display: none; }
}
)css";

}  // namespace

std::string_view page_style() { return kStyle; }

}  // namespace gv::report
