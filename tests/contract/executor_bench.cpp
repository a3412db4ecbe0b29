#include "contract/executor_bench.h"

#include <fmt/format.h>

#include "core/revenue/presets.h"

namespace gv::contract {

using app::ProcessDied;
using app::Transaction;

namespace {

TimePoint second_after(TimePoint at) {
  return std::chrono::floor<std::chrono::seconds>(at) + std::chrono::seconds(1);
}

app::AccountSettings of_dollars() {
  const auto pipeline = revenue::preset("ptd_fitness", Currency::usd(), 200'000);
  return app::AccountSettings{.pipeline = *pipeline};
}

}  // namespace

template <class Work>
Result<void> MortalStore::mortal(Work work) {
  if (until_then_ > 0 && --until_then_ == 0) something_();
  const bool last = left_ > 0 && --left_ == 0;
  if (last && !after_) {
    died_ = true;
    throw ProcessDied{};
  }
  auto done = work();
  if (last) {
    died_ = true;
    throw ProcessDied{};
  }
  return done;
}

Result<void> MortalStore::run_read(const app::AccountScope& scope, const Step& step) {
  return mortal([&] { return inner_.read(scope, step); });
}
Result<void> MortalStore::run_write(const app::AccountScope& scope, const Step& step) {
  return mortal([&] { return inner_.write(scope, step); });
}
Result<void> MortalStore::run_read_shared(const SharedStep& step) {
  return mortal([&] { return inner_.read_shared(step); });
}
Result<void> MortalStore::run_write_shared(const SharedStep& step) {
  return mortal([&] { return inner_.write_shared(step); });
}

ExecutorContract::ExecutorContract() : settings_(of_dollars()) {
  settings_.execution.mode = execute::ExecutionMode::Auto;
  for (int i = 1; i <= 10; ++i) {
    const auto campaign = fmt::format("c{}", i);
    const auto adset = fmt::format("s{}", i);
    platform_->add({.ref = {app::EntityLevel::Campaign, campaign},
                    .name = campaign,
                    .status = app::EntityStatus::Active});
    platform_->add({.ref = {app::EntityLevel::AdSet, adset},
                    .name = adset,
                    .status = app::EntityStatus::Active,
                    .daily_budget = Money(10'000, Currency::usd()),
                    .campaign_id = campaign});
    platform_->add({.ref = {app::EntityLevel::Ad, fmt::format("{}", i)},
                    .name = "ad",
                    .status = app::EntityStatus::Active,
                    .campaign_id = campaign,
                    .adset_id = adset});
  }
  restart();
}

app::ExecutionPorts ExecutorContract::ports() {
  return {.store = mortal_,
          .changes = changes_,
          .history = history_,
          .ledger = ledger_,
          .holds = holds_,
          .policies = policies_,
          .running = running_,
          .catalog = catalog_,
          .accounts = accounts_,
          .audit = audit_,
          .events = events_,
          .jobs = jobs_,
          .settings = source_,
          .zones = zones_,
          .clock = clock_};
}

void ExecutorContract::restart() {
  mortal_.live();
  worker_ = std::make_unique<app::AdChangeJobs>(ports(), platforms_,
                                                fmt::format("worker:{}", ++processes_));
  stop_ = std::make_unique<app::EmergencyStop>(ports(), platforms_, *worker_);
  desk_ = std::make_unique<app::ChangeDesk>(ports());
}

Result<int> ExecutorContract::run_now() {
  return worker_->run(alpha_, [] { return Result<void>{}; });
}

void ExecutorContract::run_for(Millis span) {
  const TimePoint until = clock_.now() + span;
  app::JobRunner runner(mortal_, jobs_, clock_, handlers());
  while (clock_.now() < until) {
    const auto done = runner.step();
    ASSERT_TRUE(done) << done.error();
    ASSERT_TRUE(jobs_may_fail_ || done->failed == 0);
    TimePoint next = second_after(clock_.now());
    if (done->all() == 0) {
      next = std::max(next, second_after(next_due().value_or(until)));
    }
    clock_.advance(std::min(next, until) - clock_.now());
  }
}

std::optional<TimePoint> ExecutorContract::next_due() {
  const auto due = [&](auto of) {
    return *store_.read(alpha_,
                        [&](Transaction& transaction) { return (changes_.*of)(transaction); });
  };
  const auto change = due(&store::AdChanges::next_due);
  const auto upload = due(&store::AdChanges::next_upload);
  return change && upload ? std::min(change, upload) : std::max(change, upload);
}

std::vector<app::AdChange> ExecutorContract::queue(
    const std::vector<app::ChangeRequest>& requests) {
  auto queued = desk_->queue(alpha_, requests, someone_);
  EXPECT_TRUE(queued) << queued.error();
  return queued ? *std::move(queued) : std::vector<app::AdChange>{};
}

app::ChangeRequest ExecutorContract::budget(const std::string& adset, std::int64_t minor) {
  return {.platform = "meta",
          .entity = {app::EntityLevel::AdSet, adset},
          .type = app::ChangeType::Budget,
          .current = std::int64_t{10'000},
          .requested = minor};
}

app::ChangeRequest ExecutorContract::status(const std::string& ad, app::EntityStatus status) {
  return {.platform = "meta",
          .entity = {app::EntityLevel::Ad, ad},
          .type = app::ChangeType::Status,
          .requested = status};
}

app::ChangeRequest ExecutorContract::create(const std::string& name) {
  return {.platform = "meta",
          .entity = {app::EntityLevel::Campaign, ""},
          .type = app::ChangeType::Create,
          .requested = app::NewEntity{.name = name, .fields = R"({"objective":"OUTCOME_LEADS"})"}};
}

app::AdChange ExecutorContract::found(const std::string& id) {
  const auto change =
      store_.read(alpha_, [&](Transaction& transaction) { return changes_.find(transaction, id); });
  EXPECT_TRUE(change && *change);
  return change && *change ? **change : app::AdChange{};
}

std::vector<app::AdChange> ExecutorContract::all() {
  return *store_.read(alpha_, [&](Transaction& transaction) {
    return changes_.list(transaction, {.limit = 10'000});
  });
}

std::vector<app::SentMutation> ExecutorContract::sent() {
  return *store_.read(alpha_, [&](Transaction& transaction) {
    return ledger_.sent_since(transaction, "meta", TimePoint{});
  });
}

std::int64_t ExecutorContract::budget_on_platform(const std::string& adset) {
  return platform_->find(adset)->daily_budget->minor();
}

std::optional<std::int64_t> ExecutorContract::broken_audit_entry() {
  return *store_.read(alpha_,
                      [&](Transaction& transaction) { return audit_.first_broken(transaction); });
}

}  // namespace gv::contract
