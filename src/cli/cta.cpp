#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/analysis_text.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/video_advice.h"
#include "core/insight/cta_variations.h"
#include "io/json/described.h"

namespace gv::cli {
namespace {

constexpr std::int64_t kVariationsMax = 50;

struct Options {
  VideoOptions video;
  std::string text;
  std::string variations{"5"};
  std::string stock_left;
  std::string free_days;
  std::string rating;
  bool is_free{false};
};

/// What a call to action may say: claims only where the options vouch for them.
struct Wording {
  insight::CtaTexts texts;
  insight::ButtonColours colours;
  std::vector<std::string> variations;
  std::vector<std::string> notes;  ///< what was asked for or vouched for and is not used
};

Result<insight::CtaFacts> facts_of(const Options& options) {
  insight::CtaFacts facts{.is_free = options.is_free};
  if (!options.stock_left.empty()) {
    GV_TRY(const auto left, whole_option("--stock-left", options.stock_left, 1, 1'000'000));
    facts.stock_left = static_cast<int>(left);
  }
  if (!options.free_days.empty()) {
    GV_TRY(const auto days, whole_option("--free-days", options.free_days, 1, 366));
    facts.free_days = static_cast<int>(days);
  }
  if (!options.rating.empty()) {
    GV_TRY(facts.rating, number_option("--rating", options.rating, 0.0, 5.0));
  }
  return facts;
}

/// One fact that an option vouches for.
struct Vouched {
  const char* option;
  insight::CtaClaim claim;
  bool given;
};

bool makes(const insight::CtaConfig& config, insight::CtaClaim claim) {
  return config.text_claim == claim || config.urgency_claim == claim;
}

/// Facts that the call to action of the goal has no place for, with the goal that has one.
void note_unused(const Options& options, std::vector<std::string>& notes) {
  const auto& goal = options.video.goal;
  const auto& config = *insight::cta_for_goal(goal).config;
  for (const auto& fact :
       {Vouched{"--stock-left", insight::CtaClaim::Stock, !options.stock_left.empty()},
        Vouched{"--free-days", insight::CtaClaim::FreeDays, !options.free_days.empty()},
        Vouched{"--rating", insight::CtaClaim::Rating, !options.rating.empty()}}) {
    if (!fact.given || makes(config, fact.claim)) continue;
    for (const char* other : {"sales", "leads", "signups", "downloads"}) {
      if (!makes(*insight::cta_for_goal(other).config, fact.claim)) continue;
      notes.push_back(
          fmt::format("{} is not used for --goal {}, but for --goal {}", fact.option, goal, other));
      break;
    }
  }
}

/// Up to `count` other ways to say `text`. What was vouched for comes first: it says most.
Result<std::vector<std::string>> variations_of(const std::string& text, int count, bool is_free) {
  auto all = insight::vary_cta(text, static_cast<int>(kVariationsMax), is_free, insight::Lexicon());
  if (!all) {
    all.error().where = "--text";
    return all;
  }
  if (is_free) std::rotate(all->begin(), all->end() - 1, all->end());
  if (all->size() > static_cast<std::size_t>(count)) all->resize(static_cast<std::size_t>(count));
  return all;
}

Result<Wording> wording_of(const Options& options) {
  GV_TRY(const auto facts, facts_of(options));
  GV_TRY(const auto count, whole_option("--variations", options.variations, 1, kVariationsMax));
  const auto& config = *insight::cta_for_goal(options.video.goal).config;
  constexpr insight::Rgb kWhite{255, 255, 255};
  Wording wording{.texts = insight::cta_texts(config, facts),
                  .colours = insight::with_readable_label(config.colour, kWhite)};
  if (!options.text.empty()) wording.texts.text = options.text;
  // What is varied claims nothing: claims are added to it, not hidden in it.
  const auto varied = options.text.empty() ? std::string(config.text) : options.text;
  GV_TRY(wording.variations, variations_of(varied, static_cast<int>(count), facts.is_free));
  note_unused(options, wording.notes);
  if (wording.variations.size() < static_cast<std::size_t>(count)) {
    wording.notes.push_back(
        fmt::format("--variations {}: there are only {}", count, wording.variations.size()));
  }
  return wording;
}

boost::json::object tree_of(const Wording& wording) {
  return {{"text", boost::json::string(wording.texts.text)},
          {"urgency", json::to_value(wording.texts.urgency)},
          {"fill", boost::json::string(insight::to_hex(wording.colours.fill))},
          {"label", boost::json::string(insight::to_hex(wording.colours.label))},
          {"contrast", json::rounded(wording.colours.contrast)},
          {"variations", json::to_value(wording.variations)},
          {"notes", json::to_value(wording.notes)}};
}

void write_wording(const Wording& wording, const Sink& sink) {
  sink(fmt::format("{:<9} \"{}\", {} on {}\n", "words", printable(wording.texts.text),
                   insight::to_hex(wording.colours.label), insight::to_hex(wording.colours.fill)));
  if (wording.texts.urgency) {
    sink(fmt::format("{:<9} \"{}\"\n", "urgency", printable(*wording.texts.urgency)));
  }
  for (const auto& one : wording.variations) {
    sink(fmt::format("{:<9} or \"{}\"\n", "", printable(one)));
  }
}

int run(const Session& session, const Options& options) {
  const auto wording = wording_of(options);
  if (!wording) return report(wording.error(), Source::Option);
  for (const auto& text : wording->notes) note(session, "note: " + text);
  return advise(session, options.video,
                {.command = "cta",
                 .text =
                     [&](const analysis::Document& document, const Sink& sink) {
                       write_cta_text(document, sink);
                       write_wording(*wording, sink);
                     },
                 .tree = [&](const analysis::Document& document) -> boost::json::object {
                   return {{"cta", json::to_value(document.cta)}, {"wording", tree_of(*wording)}};
                 }});
}

}  // namespace

void add_cta(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  auto* command = add_command(
      app, "cta", "Judge the call to action of a video, say where one belongs and what it may say",
      "  geminivideo cta ad.mp4 --goal leads --free\n"
      "  geminivideo cta ad.mp4 --text \"Shop Now\" --variations 3 --stock-left 3 --json\n");
  add_video_options(*command, options->video);
  command->add_option("--text", options->text, "To be varied (default: by the goal)")
      ->type_name("TEXT");
  command->add_option("--variations", options->variations, "How many other ways to say it")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--stock-left", options->stock_left, "You vouch for: pieces left")
      ->type_name("N");
  command->add_option("--free-days", options->free_days, "You vouch for: days of a free trial")
      ->type_name("N");
  command->add_option("--rating", options->rating, "You vouch for: stars, 0 to 5")->type_name("X");
  command->add_flag("--free", options->is_free, "You vouch for: it costs nothing");
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli
