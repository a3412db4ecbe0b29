#include "cli/schedule_parts.h"

#include <array>

#include <fmt/format.h>

#include "app/execute/sweep_drift.h"
#include "app/tracking/forget_schedule.h"
#include "io/http/trace.h"

namespace gv::cli {
namespace {

constexpr Millis kTick{1'000};
constexpr int kTakenBack = 1'000;

app::NewJob job(std::string_view queue, int priority, int retries, Millis backoff,
                Millis expire_in) {
  return {.name = std::string(queue),
          .priority = priority,
          .retry_limit = retries,
          .backoff = backoff,
          .expire_in = expire_in};
}

/// Names this process among all that could lead.
std::string holder_name() { return http::new_request_id(http::system_random_bytes); }

}  // namespace

std::vector<app::ScheduleRule> schedule_rules() {
  using std::chrono::seconds;
  using Of = app::ScheduleRule::Of;
  const auto chore = [](std::string_view queue) {
    return job(queue, -10, 3, seconds{60}, seconds{3'600});
  };
  return {
      {.name = "budget-optimization",
       .cron = "20 * * * *",
       .job = job(app::kBudgetQueue, 5, 3, seconds{10}, seconds{600})},
      {.name = "ab-decay", .cron = "30 0 * * *", .job = chore(app::kDecayQueue)},
      {.name = "auto-promote", .cron = "0 */6 * * *", .job = chore(app::kPromoteQueue)},
      {.name = "drift-sweep",
       .cron = "40 */6 * * *",
       .job = job(app::kDriftQueue, 0, 3, seconds{300}, seconds{900})},
      {.name = "privacy-purge", .cron = "50 * * * *", .job = chore(app::kForgetQueue)},
      {.name = "maintenance",
       .cron = "15 3 * * *",
       .of = Of::Installation,
       .utc = true,
       .job = chore(app::kMaintenanceQueue)},
  };
}

ScheduleParts::ScheduleParts(app::Store& store, Repositories& tables, DecisionParts& decisions,
                             MediaParts& media, app::ChangeDesk& changes,
                             const app::SettingsSource& settings, const log::Logger& logger)
    : store_(store),
      tables_(tables),
      logger_(logger),
      scheduler_({.store = store,
                  .schedules = schedules_,
                  .jobs = tables.jobs,
                  .leases = leases_,
                  .accounts = tables.accounts,
                  .zones = zones_},
                 schedule_rules(), holder_name()),
      desk({.store = store,
            .schedules = schedules_,
            .jobs = tables.jobs,
            .audit = tables.audit,
            .zones = zones_},
           schedule_rules()),
      maintain(store, upkeep_, [&media] { return media.sweep(); }),
      review_budgets(decisions.inputs(), decisions.runs, changes, settings),
      fade_experiments(decisions.experiments),
      promote_experiments(decisions.experiments) {}

void ScheduleParts::start() {
  const auto step = [this](const std::stop_token&) { return scheduler_.step(); };
  loop_ = std::make_unique<app::Loop>(step, kTick, [this](const Error& error) {
    logger_.write(log::Level::Error, "schedules cannot be kept", {{"error", to_string(error)}});
  });
}

void ScheduleParts::stop() {
  if (!loop_) return;
  loop_.reset();
  const auto resigned = scheduler_.resign();
  if (resigned) return;
  logger_.write(log::Level::Warn, "the lead cannot be given up",
                {{"error", to_string(resigned.error())}});
}

Result<void> ScheduleParts::recover() {
  std::int64_t taken = 0;
  for (std::int64_t last = kTakenBack; last == kTakenBack; taken += last) {
    GV_TRY(last, store_.write_shared([&](app::SharedTransaction& transaction) {
      return tables_.jobs.take_back(transaction, kTakenBack);
    }));
  }
  if (taken > 0) logger_.write(log::Level::Warn, "jobs of a killed process", {{"jobs", taken}});
  return store_.write_shared(
      [&](app::SharedTransaction& transaction) { return leases_.end_all(transaction); });
}

}  // namespace gv::cli
