#include <memory>
#include <string>
#include <vector>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "adapters/run_file/run_file.h"
#include "adapters/settings/settings.h"
#include "app/decide_budgets.h"
#include "cli/account_input.h"
#include "cli/commands.h"
#include "cli/decision_json.h"
#include "cli/output_form.h"
#include "cli/threads.h"
#include "io/file/file.h"
#include "io/json/difference.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::cli {
namespace {

constexpr std::uint64_t kFileMax = std::uint64_t{4} << 30;
constexpr std::size_t kDifferencesShown = 5;

struct Options {
  std::string file;
  std::string threads;
};

struct Replayed {
  std::string run_id;
  std::vector<json::Difference> differences;
};

/// The effective configuration is a configuration file that leaves nothing out, plus the currency.
Result<settings::Settings> settings_of(const run_file::SavedRun& saved) {
  GV_TRY(auto config, json::parse(saved.config, "config"));
  if (config.is_object()) config.get_object().erase("currency");
  return settings::load(json::compact(config), "config", saved.inputs.currency);
}

class Replay {
 public:
  explicit Replay(const Options& options) : options_(options) {}

  Result<Replayed> run() {
    source_ = Source::Option;
    GV_TRY(const int threads, threads_of(options_.threads));
    source_ = Source::Input;
    GV_TRY(const auto text, file::read(options_.file, kFileMax));
    GV_TRY(auto saved, run_file::read_run(text, options_.file));
    source_ = Source::Configuration;
    GV_TRY(const auto settings, settings_of(saved));
    source_ = Source::Decision;
    Replayed out;
    out.run_id = app::run_id(saved.inputs);
    if (!saved.intact) out.differences.push_back({"inputs", "as saved", "changed since"});
    if (settings.config_hash != saved.inputs.config_hash) {
      out.differences.push_back({"config_hash", saved.inputs.config_hash, settings.config_hash});
    }
    GV_TRY(const auto decided,
           app::decide_budgets(saved.inputs, settings.decision, settings.fatigue.thresholds,
                               parallel_on(threads)));
    std::string result;
    JsonOut json([&](std::string_view piece) { result += piece; });
    write_run_members(saved.inputs, decided, json);
    json.close();
    GV_TRY(const auto recomputed,
           json::parse(result, "result", {.bytes_max = result.size(), .depth_max = 64}));
    json::find_differences(saved.result, recomputed, "", kDifferencesShown, out.differences);
    return out;
  }

  [[nodiscard]] Source source() const { return source_; }

 private:
  const Options& options_;
  Source source_{Source::Option};
};

void write_json(const Replayed& replayed, const Sink& sink) {
  JsonOut out(sink);
  out.member("run_id", boost::json::value(replayed.run_id));
  out.member("replay", replayed.differences.empty() ? "identical" : "different");
  out.begin_list("differences");
  for (const auto& d : replayed.differences) {
    out.item(boost::json::object{
        {"path", d.path}, {"recorded", d.recorded}, {"recomputed", d.recomputed}});
  }
  out.end_list();
  out.close();
}

int run(const Session& session, const Options& options) {
  const auto form = refuse_csv(session);
  if (!form) return report(form.error(), Source::Option);
  Replay replay(options);
  const auto replayed = replay.run();
  if (!replayed) return report(replayed.error(), replay.source());
  const auto sink = standard_output();
  if (session.globals.output == OutputForm::Json) {
    write_json(*replayed, sink);
  } else if (replayed->differences.empty()) {
    sink(fmt::format("identical: run {} decides the same again\n", replayed->run_id));
  } else {
    for (const auto& d : replayed->differences) {
      sink(fmt::format("{}: recorded {}, recomputed {}\n", d.path, d.recorded, d.recomputed));
    }
  }
  if (replayed->differences.empty()) return kDone;
  return report(
      {ErrorCode::Refused, options.file, "the recomputed run differs from the recorded one",
       "use the program version that saved it, and the file as it was saved"},
      Source::Decision);
}

}  // namespace

void add_replay(CLI::App& app, Session& session) {
  auto* command = add_command(app, "replay", "Recompute a saved run from its recorded inputs",
                              "  geminivideo replay run.json\n"
                              "  geminivideo replay run.json --json | jq .differences\n");
  auto options = std::make_shared<Options>();
  command->add_option("run", options->file, "File of `decide --save`")
      ->type_name("RUN.json")
      ->required();
  command->add_option("--threads", options->threads, "Changes nothing but time")->type_name("N");
  command->callback([options, &session] {
    session.command = [options, &session] { return run(session, *options); };
  });
}

}  // namespace gv::cli
