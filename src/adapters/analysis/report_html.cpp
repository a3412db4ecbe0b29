#include "adapters/analysis/report_html.h"

#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "adapters/analysis/advice.h"
#include "adapters/analysis/findings_text.h"
#include "adapters/analysis/report_timeline.h"
#include "base/text.h"
#include "io/html/escape.h"
#include "io/jpeg/jpeg.h"

namespace gv::analysis {
namespace {

constexpr const char* kStyle = R"(<style>
:root{color-scheme:light dark;--ink:#1c2330;--soft:#5b6575;--line:#d8dde6;--back:#fff;--card:#f6f8fb;
--a:#2563c9;--b:#b4540a;--c:#2f7d4f;--d:#8a3ffc}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf3;--soft:#a3adbd;--line:#363f4e;--back:#12161d;
--card:#1b212b;--a:#7fb0ff;--b:#f0a35e;--c:#76c893;--d:#c3a1ff}}
body{margin:0 auto;max-width:60rem;padding:1rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);
background:var(--back)}
h1{font-size:1.4rem;margin:.2rem 0;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
p,li{margin:.25rem 0}.soft{color:var(--soft)}.cards{display:flex;flex-wrap:wrap;gap:1rem}
.card{flex:1 1 18rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem;
padding:.8rem 1rem}.score{font-size:2rem;font-weight:600}
.sheet{display:grid;grid-template-columns:repeat(auto-fill,minmax(8rem,1fr));gap:.5rem}
.sheet figure{margin:0}.sheet img{width:100%;border-radius:.3rem;display:block}
figcaption,th{font-size:.8rem;color:var(--soft)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line)}
td.n{text-align:right;font-variant-numeric:tabular-nums}
svg{width:100%;min-width:34rem;display:block}svg text{font:11px system-ui,sans-serif;fill:var(--soft)}
.cut{stroke:var(--line)}.beat{stroke:var(--d);opacity:.5}
.l0{fill:none;stroke:var(--a);stroke-width:1.5}.l1{fill:none;stroke:var(--b);stroke-width:1.5}
.l2{fill:none;stroke:var(--c);stroke-width:1.5}.span{fill:var(--a);opacity:.55}
.span2{fill:var(--c);opacity:.55}.speech{fill:var(--d);opacity:.4}
</style>)";

std::string paragraph(const std::string& text) { return "<p>" + html::escape(text) + "</p>\n"; }

std::string head(const Document& document, const std::string& path) {
  const auto name = html::escape(std::filesystem::path(path).filename().string());
  std::string page =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>" +
      name + "</title>\n" + kStyle + "</head><body>\n<h1>" + name + "</h1>\n";
  const auto& source = document.source;
  std::string facts = fmt::format("{:.1f} s", source.duration_s);
  if (source.video) {
    facts +=
        fmt::format(", {} x {} ({}), {:.2f} frames a second", source.video->display_w,
                    source.video->display_h, source.video->aspect_label, source.video->fps_avg);
  }
  facts += ", " + counted(document.shots.shots.size(), "shot");
  page += "<p class=\"soft\">" + html::escape(facts) + "</p>\n";
  if (document.status != Status::Complete) {
    page += paragraph("Only a part of this file could be seen.");
  }
  return page;
}

std::string hook_card(const Document& document) {
  std::string card = "<section class=\"card\"><h2>Hook: the first three seconds</h2>\n";
  if (!document.hook)
    return card + paragraph("Not measured: the video is too short.") + "</section>";
  const auto& hook = *document.hook;
  card += "<p class=\"score\">" + hook_score_text(hook) + "</p>\n";
  card += paragraph("Kind: " + name_of(hook.type) + ".");
  card += paragraph("First face: " + seconds_text(hook.first_face_s) +
                    ", first strong motion: " + seconds_text(hook.first_motion_peak_s) +
                    ", first text: " + seconds_text(hook.first_text_s) + ".");
  if (!hook.unmeasured.empty()) {
    card += paragraph("Not measured: " + fmt::format("{}", fmt::join(hook.unmeasured, ", ")) + ".");
  }
  card += "<ul>";
  for (const auto& one : hook.improvements)
    card += "<li>" + html::escape(advice_text(one)) + "</li>";
  return card + "</ul></section>\n";
}

std::string cta_card(const Document& document) {
  std::string card = "<section class=\"card\"><h2>Call to action</h2>\n";
  if (!document.cta)
    return card + paragraph("Not measured: the video is too short.") + "</section>";
  const auto& cta = *document.cta;
  if (!cta.existing) {
    card += paragraph("Not looked for: neither text nor speech was recognised.");
  } else {
    card += fmt::format("<p class=\"score\">{:.0f}<span class=\"soft\"> of 100</span></p>\n",
                        cta.existing->score);
    for (const auto& span : cta.spans) {
      card += paragraph(fmt::format("{:.1f} to {:.1f} s: {}", span.t0, span.t1, span.text));
    }
    if (cta.spans.empty()) card += paragraph("None was found.");
  }
  card += paragraph(fmt::format("The best place is {:.1f} s, for {:.1f} s.", cta.placement.start_s,
                                cta.placement.duration_s));
  if (!cta.existing) return card + "</section>\n";
  card += "<ul>";
  for (const auto one : cta.existing->recommendations) {
    card += "<li>" + html::escape(advice_text(one)) + "</li>";
  }
  return card + "</ul></section>\n";
}

/// What was said and shown, and whether a brand may stand beside it.
std::string content_card(const Document& document) {
  std::string card = "<section class=\"card\"><h2>Brand safety</h2>\n" +
                     paragraph("Verdict: " + safety_text(document) + ".");
  if (document.brand_safety && !document.brand_safety->flags.empty()) {
    card += "<ul>";
    for (const auto& flag : document.brand_safety->flags) {
      card += "<li>" + html::escape(flag_text(flag)) + "</li>";
    }
    card += "</ul>";
  }
  return card + paragraph("Words: " + words_text(document)) +
         paragraph("Objects: " + objects_text(document)) + "</section>\n";
}

/// A contact sheet: one picture a shot.
std::string sheet(const Document& document) {
  if (document.sheet.empty()) return {};
  std::string page = "<h2>Shots</h2>\n<div class=\"sheet\">\n";
  int number = 0;
  for (const auto& picture : document.sheet) {
    const auto file = jpeg::encode(picture.image, 75);
    if (!file) continue;
    page += fmt::format(
        "<figure><img alt=\"Shot {0}\" src=\"data:image/jpeg;base64,{1}\">"
        "<figcaption>{0}, {2:.1f} s</figcaption></figure>\n",
        ++number, jpeg::base64(*file), picture.t);
  }
  return page + "</div>\n";
}

std::string clips(const Document& document) {
  if (!document.clips || document.clips->ranked.empty()) return {};
  std::string page =
      "<h2>Best clips</h2>\n<div class=\"wide\"><table><tr><th>Rank</th><th>Clip</th><th>From</th>"
      "<th>To</th><th>Score</th><th>Why</th></tr>\n";
  for (const auto& clip : document.clips->ranked) {
    std::string why;
    for (const auto& [name, value] : clip.terms) {
      if (value) why += fmt::format("{}{} {:.2f}", why.empty() ? "" : ", ", name, *value);
    }
    page += fmt::format(
        "<tr><td>{}</td><td>{}</td><td class=\"n\">{:.1f} s</td><td class=\"n\">{:.1f} s</td>"
        "<td class=\"n\">{:.2f}</td><td>{}</td></tr>\n",
        clip.rank, html::escape(clip.id), clip.t0, clip.t1, clip.score, html::escape(why));
  }
  return page + "</table></div>\n";
}

std::string notes(const Document& document) {
  std::string page;
  for (const auto& warning : document.warnings)
    page += paragraph("Note: " + warning_text(warning) + ".");
  for (const auto& error : document.errors) page += paragraph(error.stage + ": " + error.message);
  return page.empty() ? page : "<h2>Notes</h2>\n" + page;
}

}  // namespace

std::string report_html(const Document& document, const std::string& source_path) {
  return head(document, source_path) + "<div class=\"cards\">\n" + hook_card(document) +
         cta_card(document) + content_card(document) + "</div>\n" + report_timeline(document) +
         sheet(document) + clips(document) + notes(document) +
         "<p class=\"soft\">Scores are priors until outcomes replace them. What was not measured "
         "is left out, never counted as zero.</p>\n</body></html>\n";
}

}  // namespace gv::analysis
