#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/analysis/advice.h"
#include "cli/analysis_text.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/video_advice.h"
#include "core/insight/hook_templates.h"
#include "io/json/described.h"

namespace gv::cli {
namespace {

struct Options {
  VideoOptions video;
  std::string industry;
  std::string product;
  std::string pain_point;
};

using Script = std::vector<insight::ScriptLine>;

/// The way to open that suits an industry, and its script where the product is known.
struct Proposal {
  const insight::HookTemplate* hook{nullptr};
  std::optional<Script> script{};
};

Result<Proposal> proposal_of(const Options& options) {
  Proposal proposal{.hook = &insight::choose_template(options.industry)};
  if (options.product.empty() && options.pain_point.empty()) return proposal;
  auto script = insight::write_script(*proposal.hook, options.product, options.pain_point);
  if (!script) {
    auto& error = script.error();
    error.where = error.where == "product" ? "--product" : "--pain-point";
    return tl::unexpected<Error>(std::move(error));
  }
  proposal.script = *std::move(script);
  return proposal;
}

boost::json::object tree_of(const Proposal& proposal) {
  boost::json::array timeline;
  for (const auto& beat : proposal.hook->timeline) {
    timeline.push_back({{"t", beat.t},
                        {"element", json::to_value(beat.element)},
                        {"action", boost::json::string(beat.action)}});
  }
  boost::json::array best_for;
  for (const auto& industry : proposal.hook->best_for) best_for.emplace_back(industry);
  return {{"name", boost::json::string(proposal.hook->name)},
          {"type", json::to_value(proposal.hook->type)},
          {"score", insight::template_score(*proposal.hook, {})},
          {"best_for", std::move(best_for)},
          {"timeline", std::move(timeline)}};
}

void write_proposal(const Proposal& proposal, const Sink& sink) {
  sink(fmt::format("{:<9} {}, {}\n", "template", proposal.hook->name,
                   analysis::name_of(proposal.hook->type)));
  if (proposal.script) {
    for (const auto& line : *proposal.script) {
      sink(fmt::format("{:<9} {:.1f} s  {}: {}\n", "", line.time, line.action, line.suggestion));
    }
    return;
  }
  for (const auto& beat : proposal.hook->timeline) {
    sink(fmt::format("{:<9} {:.1f} s  {}\n", "", beat.t, beat.action));
  }
}

int run(const Session& session, const Options& options) {
  const auto proposal = proposal_of(options);
  if (!proposal) return report(proposal.error(), Source::Option);
  return advise(session, options.video,
                {.command = "hooks",
                 .text =
                     [&](const analysis::Document& document, const Sink& sink) {
                       write_hook_text(document, sink);
                       write_proposal(*proposal, sink);
                     },
                 .tree = [&](const analysis::Document& document) -> boost::json::object {
                   return {{"hook", json::to_value(document.hook)},
                           {"template", tree_of(*proposal)},
                           {"script", json::to_value(proposal->script)}};
                 }});
}

}  // namespace

void add_hooks(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  auto* command = add_command(
      app, "hooks", "Judge the first three seconds of a video and propose a way to open",
      "  geminivideo hooks ad.mp4 --industry fitness\n"
      "  geminivideo hooks ad.mp4 --product \"FitPlan\" --pain-point \"back pain\" --json\n");
  add_video_options(*command, options->video);
  command->add_option("--industry", options->industry, "Chooses the template: fitness, saas, ...")
      ->type_name("NAME");
  command->add_option("--product", options->product, "Also write a script, for this product")
      ->type_name("TEXT");
  command->add_option("--pain-point", options->pain_point, "What the product ends, for the script")
      ->type_name("TEXT");
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli
