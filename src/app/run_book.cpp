#include "app/run_book.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/hash.h"

namespace gv::app {
namespace {

constexpr Hours kPreviewKept{24};
constexpr Hours kAdviceHolds{6};  ///< one cycle
constexpr int kPreviewsRemoved = 10;
constexpr std::string_view kPreview = "preview";

KeptRun rows_of(const RunInputs& inputs, const DecidedRun& run, const AccountSettings& settings,
                RunPurpose purpose, const RunDocuments& documents) {
  const bool preview = purpose == RunPurpose::Preview;
  const auto& cycle = inputs.cycle;
  const auto id = uuid_v5(fmt::format("{}|{}|{}", run.id, cycle.total_budget_minor, preview));
  KeptRun kept{.run = {.id = id,
                       .trigger = purpose == RunPurpose::Scheduled ? "schedule" : "api",
                       .clock_at = cycle.now,
                       .seed = static_cast<std::int64_t>(cycle.seed),
                       .inputs_hash = inputs.inputs_hash,
                       .config_version = settings.version,
                       .total_budget_minor = cycle.total_budget_minor,
                       .num_ads = static_cast<int>(cycle.ads.size()),
                       .status = preview ? std::string(kPreview) : "completed"},
               .decisions = documents.decisions(inputs, run.plan, id)};
  for (auto& decision : kept.decisions) {
    decision.status = preview ? std::string(kPreview) : "proposed";
    decision.expires_at = cycle.now + (preview ? kPreviewKept : kAdviceHolds);
  }
  return kept;
}

NewEvent made_event(const KeptRun& kept) {
  return {.type = "decision.made",
          .occurred_at = kept.run.clock_at,
          .subject_type = "decision_run",
          .subject_id = kept.run.id,
          .source = "decide",
          .source_key = kept.run.id,
          .payload = fmt::format(R"({{"decisions":{},"total_budget_minor":{}}})",
                                 kept.decisions.size(), kept.run.total_budget_minor.value_or(0))};
}

tl::unexpected<Error> no_run(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no decision run \"" + id + "\".");
}

}  // namespace

Result<void> RunBook::store_run(Transaction& transaction, const KeptRun& kept,
                                const std::string& document) {
  GV_TRY(
      decisions_.remove_previews(transaction, transaction.now() - kPreviewKept, kPreviewsRemoved));
  GV_TRY(decisions_.record(transaction, kept.run, kept.decisions));
  GV_TRY(decisions_.keep_inputs(transaction, kept.run.id, document));
  if (kept.run.status == kPreview) return {};
  const std::vector<NewEvent> facts{made_event(kept)};
  GV_TRY(events_.append(transaction, facts));
  return {};
}

Result<KeptRun> RunBook::keep(const AccountScope& scope, const RunInputs& inputs,
                              const DecidedRun& run, const AccountSettings& settings,
                              RunPurpose purpose) {
  auto kept = rows_of(inputs, run, settings, purpose, documents_);
  const auto document = documents_.write(inputs, settings.effective);
  const auto stored = store_.write(scope, [&](Transaction& transaction) {
    kept.run.created_at = transaction.now();
    return store_run(transaction, kept, document);
  });
  if (stored) return kept;
  if (stored.error().code != ErrorCode::Conflict) return tl::unexpected<Error>(stored.error());
  // The id follows from all that the run depends on: it is this very run.
  GV_TRY(const auto known, store_.read(scope, [&](Transaction& transaction) {
    return decisions_.run(transaction, kept.run.id);
  }));
  if (!known) return tl::unexpected<Error>(stored.error());
  kept.run = *known;
  return kept;
}

Result<std::optional<RunPreview>> RunBook::preview(const AccountScope& scope,
                                                   const AccountSettings& before,
                                                   const AccountSettings& after,
                                                   const ParallelFor& parallel) {
  RunPreview out;
  std::optional<std::string> document;
  GV_TRY(store_.read(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(const auto newest, decisions_.runs(transaction, std::nullopt, 1));
    if (newest.empty()) return {};
    out.run = newest.front();
    GV_TRY(document, decisions_.inputs(transaction, out.run.id));
    return {};
  }));
  if (!document) return std::nullopt;
  const auto decided = [&](const AccountSettings& settings) -> Result<std::vector<DecisionRecord>> {
    GV_TRY(auto saved, documents_.read(*document));  // deciding completes its inputs
    GV_TRY(const auto run,
           decide_budgets(saved.inputs, settings.decision, settings.fatigue, parallel));
    return documents_.decisions(saved.inputs, run.plan, out.run.id);
  };
  GV_TRY(out.before, decided(before));
  GV_TRY(out.after, decided(after));
  return out;
}

Result<RunReplay> RunBook::replay(const AccountScope& scope, const std::string& run_id,
                                  const ParallelFor& parallel) {
  RunReplay out;
  std::string document;
  std::vector<DecisionRecord> recorded;
  GV_TRY(store_.read(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(const auto run, decisions_.run(transaction, run_id));
    GV_TRY(const auto inputs, decisions_.inputs(transaction, run_id));
    if (!run || !inputs) return no_run(run_id);
    out.run = *run;
    document = *inputs;
    GV_TRY(recorded,
           decisions_.list(transaction, {.run_id = run_id, .limit = std::max(1, run->num_ads)}));
    return {};
  }));
  GV_TRY(auto saved, documents_.read(document));
  GV_TRY(const auto settings, rules_.settings(saved.config, saved.inputs.currency));
  GV_TRY(const auto decided,
         decide_budgets(saved.inputs, settings.decision, settings.fatigue, parallel));
  const auto recomputed = documents_.decisions(saved.inputs, decided.plan, run_id);
  GV_TRY(out.differences, documents_.differences(recorded, recomputed));
  if (!saved.intact) out.differences.push_back({"inputs", "as kept", "changed since"});
  if (settings.config_hash != saved.inputs.config_hash) {
    out.differences.push_back({"config_hash", saved.inputs.config_hash, settings.config_hash});
  }
  return out;
}

}  // namespace gv::app
