#include "adapters/run_file/run_file.h"

#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "adapters/run_file/record_json.h"
#include "base/hash.h"
#include "io/json/field.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::run_file {
namespace {

using boost::json::array;
using boost::json::object;

constexpr const char* kFormat = "geminivideo run 1";
constexpr json::ParseLimits kLimits{.bytes_max = std::size_t{4} << 30, .depth_max = 32};

/// Everything about the inputs but ads and units.
object head_of(const app::RunInputs& inputs) {
  const auto& cycle = inputs.cycle;
  array lost;
  for (const auto& ad : inputs.lost_ads) lost.push_back(array{ad.ad_id, ad.reason});
  array notes;
  for (const auto& note : inputs.notes) notes.emplace_back(note);
  return {{"account", cycle.account.text()},
          {"cycle_id", cycle.cycle_id},
          {"seed", static_cast<std::int64_t>(cycle.seed)},
          {"now", to_json(cycle.now)},
          {"total_budget_minor", cycle.total_budget_minor},
          {"count_value_minor", cycle.priors.count_value_minor},
          {"cycle_days_mean", cycle.priors.cycle_days_mean},
          {"currency", inputs.currency.code()},
          {"config_hash", inputs.config_hash},
          {"inputs_hash", inputs.inputs_hash},
          {"lost_ads", std::move(lost)},
          {"notes", std::move(notes)}};
}

/// Hashes records one by one, so that a large account needs no second copy in memory.
std::string digest_of(const app::RunInputs& inputs) {
  std::string hashes = sha256_hex(json::compact(head_of(inputs)));
  for (const auto& ad : inputs.cycle.ads) hashes += sha256_hex(json::compact(to_json(ad)));
  for (const auto& unit : inputs.cycle.units) hashes += sha256_hex(json::compact(to_json(unit)));
  return sha256_hex(hashes);
}

template <class Records>
void write_list(const char* key, const Records& records, const Sink& sink) {
  sink(",\n\"" + std::string(key) + "\": [");
  const char* separator = "\n";
  for (const auto& record : records) {
    sink(separator + json::compact(to_json(record)));
    separator = ",\n";
  }
  sink("]");
}

Result<std::string> text_of(const json::Field& field, const char* key) {
  GV_TRY(const auto member, field.member(key));
  GV_TRY(const auto text, member.text());
  return std::string(text);
}

Result<void> read_lists(const json::Field& head, app::RunInputs& inputs) {
  GV_TRY(const auto lost, head.member("lost_ads"));
  GV_TRY(const auto ads, lost.elements());
  for (const auto& ad : ads) {
    GV_TRY(const auto pair, ad.elements());
    if (pair.size() != 2) return ad.refuse("a list of 2 texts");
    GV_TRY(const auto id, pair[0].text());
    GV_TRY(const auto reason, pair[1].text());
    inputs.lost_ads.push_back({std::string(id), std::string(reason)});
  }
  GV_TRY(const auto list, head.member("notes"));
  GV_TRY(const auto notes, list.elements());
  for (const auto& note : notes) {
    GV_TRY(const auto text, note.text());
    inputs.notes.emplace_back(text);
  }
  return {};
}

Result<void> read_head(const json::Field& head, app::RunInputs& inputs) {
  auto& cycle = inputs.cycle;
  const auto whole = [&](const char* key) -> Result<std::int64_t> {
    GV_TRY(const auto member, head.member(key));
    return member.whole();
  };
  const auto number = [&](const char* key) -> Result<double> {
    GV_TRY(const auto member, head.member(key));
    return member.number();
  };
  GV_TRY(const auto account, text_of(head, "account"));
  GV_TRY(cycle.account, AccountId::parse(account, "inputs.account"));
  GV_TRY(cycle.cycle_id, text_of(head, "cycle_id"));
  GV_TRY(const auto seed, whole("seed"));
  if (seed < 0) return fail(ErrorCode::NegativeCount, "inputs.seed", "must not be negative");
  cycle.seed = static_cast<std::uint64_t>(seed);
  GV_TRY(const auto now, head.member("now"));
  GV_TRY(cycle.now, read_time(now));
  GV_TRY(cycle.total_budget_minor, whole("total_budget_minor"));
  GV_TRY(cycle.priors.count_value_minor, number("count_value_minor"));
  GV_TRY(cycle.priors.cycle_days_mean, number("cycle_days_mean"));
  GV_TRY(const auto currency, text_of(head, "currency"));
  GV_TRY(inputs.currency, Currency::parse(currency, "inputs.currency"));
  GV_TRY(inputs.config_hash, text_of(head, "config_hash"));
  GV_TRY(inputs.inputs_hash, text_of(head, "inputs_hash"));
  return read_lists(head, inputs);
}

}  // namespace

void write_run(const app::RunInputs& inputs, std::string_view config, std::string_view result,
               const Sink& sink) {
  sink("{\n\"format\": \"" + std::string(kFormat) + "\"");
  sink(",\n\"digest\": \"" + digest_of(inputs) + "\"");
  sink(",\n\"config\": " + std::string(config));
  sink(",\n\"inputs\": " + json::compact(head_of(inputs)));
  write_list("ads", inputs.cycle.ads, sink);
  write_list("units", inputs.cycle.units, sink);
  sink(",\n\"result\": ");
  sink(result);
  sink("}\n");
}

Result<SavedRun> read_run(std::string_view text, const std::string& name) {
  GV_TRY(const auto tree, json::parse(text, name, kLimits));
  const json::Field root(tree);
  const auto format = tree.is_object() ? root.member("format") : Result<json::Field>(root);
  if (!format || !format->value().is_string() || format->value().as_string() != kFormat) {
    return fail(ErrorCode::UnusableInput, name, "is no saved run of this program",
                "save one with: geminivideo decide ... --save RUN.json");
  }
  GV_TRY(root.allow_only({"format", "digest", "config", "inputs", "ads", "units", "result"}));
  SavedRun run;
  GV_TRY(const auto digest, text_of(root, "digest"));
  GV_TRY(const auto config, root.member("config"));
  run.config = json::compact(config.value());
  GV_TRY(const auto head, root.member("inputs"));
  GV_TRY(read_head(head, run.inputs));
  GV_TRY(const auto ads, root.member("ads"));
  GV_TRY(const auto ad_fields, ads.elements());
  for (const auto& field : ad_fields) {
    GV_TRY(auto ad, read_ad(field));
    run.inputs.cycle.ads.push_back(std::move(ad));
  }
  GV_TRY(const auto units, root.member("units"));
  GV_TRY(const auto unit_fields, units.elements());
  for (const auto& field : unit_fields) {
    GV_TRY(auto unit, read_unit(field));
    run.inputs.cycle.units.push_back(std::move(unit));
  }
  GV_TRY(const auto result, root.member("result"));
  run.result = result.value();
  run.intact = digest == digest_of(run.inputs);
  return run;
}

}  // namespace gv::run_file
