#include "adapters/analysis/report_style.h"

namespace gv::analysis {

const char* report_style() {
  return R"(<style>
:root{color-scheme:light dark;--ink:#1c2330;--soft:#5b6575;--line:#d8dde6;--back:#fff;--card:#f6f8fb;
--a:#2563c9;--b:#b4540a;--c:#2f7d4f;--d:#8a3ffc}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf3;--soft:#a3adbd;--line:#363f4e;--back:#12161d;
--card:#1b212b;--a:#7fb0ff;--b:#f0a35e;--c:#76c893;--d:#c3a1ff}}
body{margin:0 auto;max-width:60rem;padding:1rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);
background:var(--back)}
h1{font-size:1.4rem;margin:.2rem 0;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
p,li{margin:.25rem 0}.soft{color:var(--soft)}.cards{display:flex;flex-wrap:wrap;gap:1rem}
.card{flex:1 1 18rem;min-width:0;background:var(--card);border:1px solid var(--line);
border-radius:.5rem;padding:.8rem 1rem;overflow-wrap:anywhere}
.card h2{margin-top:0}.card ul{padding-left:1.2rem}.score{font-size:2rem;font-weight:600}
.sheet{display:grid;grid-template-columns:repeat(auto-fill,minmax(8rem,1fr));gap:.5rem}
.sheet figure{margin:0}.sheet img{width:100%;border-radius:.3rem;display:block}
figcaption,th{font-size:.85rem;color:var(--soft)}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line)}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.chart{--side:2.4rem;font-size:.8rem;font-variant-numeric:tabular-nums}
.lane{margin-top:.8rem}.lane p{margin:0 0 .3rem var(--side);font-size:.85rem}
.plot{position:relative;margin-left:var(--side)}
.plot svg{display:block;width:100%;height:4.5rem;background:var(--card)}.when svg{height:1.6rem}
.plot line,.plot polyline{vector-effect:non-scaling-stroke}
.marks span{position:absolute;right:100%;padding-right:.4rem;line-height:1;
transform:translateY(-50%);color:var(--soft)}
.axis{position:relative;height:1.6rem;margin:.2rem 0 0 var(--side);color:var(--soft)}
.axis span{position:absolute;white-space:nowrap}
.grid{stroke:var(--line)}.cut{stroke:var(--soft);stroke-dasharray:4 3}
.beat{stroke:var(--d);opacity:.5}
.l0,.l1,.l2{fill:none;stroke-width:2}.l0{stroke:var(--a)}.l1{stroke:var(--b)}.l2{stroke:var(--c)}
.span{fill:var(--a);opacity:.55}.span2{fill:var(--c);opacity:.55}.speech{fill:var(--d);opacity:.25}
@media(max-width:34rem){.names{display:none}
tr{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
td,td.n{border:0;padding:0;text-align:left}td:last-child{flex-basis:100%}
td::before{content:attr(data-name) " ";color:var(--soft)}}
</style>)";
}

}  // namespace gv::analysis
