#include "adapters/analysis/report_html.h"

#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "adapters/analysis/advice.h"
#include "adapters/analysis/findings_text.h"
#include "adapters/analysis/report_style.h"
#include "adapters/analysis/report_timeline.h"
#include "base/text.h"
#include "io/html/escape.h"
#include "io/jpeg/jpeg.h"

namespace gv::analysis {
namespace {

std::string paragraph(const std::string& text) { return "<p>" + html::escape(text) + "</p>\n"; }

std::string head(const Document& document, const std::string& path) {
  const auto name = html::escape(std::filesystem::path(path).filename().string());
  std::string page =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>" +
      name + "</title>\n" + report_style() + "</head><body>\n<h1>" + name + "</h1>\n";
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
      "<h2>Best clips</h2>\n<table><tr class=\"names\"><th>Rank</th><th>Clip</th><th>From</th>"
      "<th>To</th><th>Score</th><th>Why</th></tr>\n";
  for (const auto& clip : document.clips->ranked) {
    std::string why;
    for (const auto& [name, value] : clip.terms) {
      if (value) why += fmt::format("{}{} {:.2f}", why.empty() ? "" : ", ", name, *value);
    }
    page += fmt::format(
        "<tr><td data-name=\"Rank\">{}</td><td data-name=\"Clip\">{}</td>"
        "<td data-name=\"From\" class=\"n\">{:.1f} s</td>"
        "<td data-name=\"To\" class=\"n\">{:.1f} s</td>"
        "<td data-name=\"Score\" class=\"n\">{:.2f}</td><td data-name=\"Why\">{}</td></tr>\n",
        clip.rank, html::escape(clip.id), clip.t0, clip.t1, clip.score, html::escape(why));
  }
  return page + "</table>\n";
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
