#include "adapters/api/testing_tracking.h"

#include <filesystem>
#include <string>

#include "adapters/capi/capi_format.h"
#include "adapters/sealing/master_key.h"
#include "adapters/store/account_keys.h"
#include "adapters/store/ad_states.h"
#include "adapters/store/ad_tree.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/clicks.h"
#include "adapters/store/conversion_outbox.h"
#include "adapters/store/conversions.h"
#include "adapters/store/event_log.h"
#include "adapters/store/inbound_events.h"
#include "adapters/store/job_queue.h"
#include "adapters/store/learning_log.h"
#include "adapters/store/migrations.h"
#include "adapters/store/personal_data.h"
#include "adapters/store/persons.h"
#include "adapters/store/platform_reports.h"
#include "adapters/store/revenue_store.h"
#include "adapters/store/sql_store.h"
#include "base/check.h"
#include "io/sql/sqlite.h"
#include "io/sql/testing.h"

namespace gv::api::testing {
namespace {

const sql::Statement kBenchAccount{
    "test.bench_account",
    "INSERT INTO accounts (id, name, currency, time_zone, status, is_demo, config_version, "
    "created_at) VALUES ($1, $1, $2, 'UTC', 'active', $3, 0, $4)"};
const sql::Statement kBenchAd{
    "test.bench_ad",
    "INSERT INTO ad_states (account_id, ad_id, impressions, clicks, conversions, spend_minor, "
    "pipeline_value_minor, cash_revenue_minor, status, learning, posterior, state_seq, updated_at) "
    "VALUES ($1, $2, 0, 0, 0, 0, 0, 0, 'active', 'none', '{}', 0, $3)"};

template <class T>
T made(Result<T> result) {
  GV_CHECK(result.has_value());
  return *std::move(result);
}

/// Different every time, whoever asks; the same in every run.
app::RandomBytes tracking_bytes() {
  return [n = std::make_shared<std::uint8_t>(0)] {
    std::array<std::uint8_t, 16> bytes{};
    bytes[15] = ++*n;
    return bytes;
  };
}

/// A copy of a file that was migrated once.
std::unique_ptr<sql::Database> tracking_store(const std::string& path) {
  static const sql::TemporaryFolder folder;
  static const std::string whole = [] {
    auto file = folder.path("template.db");
    const auto database = made(sql::open_sqlite({.path = file}));
    static_cast<void>(made(store::migrate_sqlite(*database, file, sql::ManualClock{}, "test")));
    return file;
  }();
  std::filesystem::copy_file(whole, path);
  return made(sql::open_sqlite({.path = path, .readers = 1}));
}

class CapiSecret final : public app::WebhookSecrets {
 public:
  [[nodiscard]] std::vector<std::string> active(std::string_view) const override {
    return {kCapiSecret};
  }
};

/// Takes every event but those named "Refused".
class OpenSink final : public app::ConversionSink, public app::ConversionSinks {
 public:
  server_events::SendAnswer send(std::string_view, std::span<const app::ServerEvent> events,
                                 std::string_view) override {
    const bool refuses = events.front().name == "Refused";
    if (refuses) {
      return tl::unexpected(execute::PlatformError{.error_class = execute::ErrorClass::Invalid,
                                                   .code = 100,
                                                   .message = "Invalid parameter"});
    }
    return server_events::Receipt{.events = static_cast<std::int64_t>(events.size()),
                                  .trace_id = "A7"};
  }
  Result<std::shared_ptr<app::ConversionSink>> sink(const app::AccountScope&,
                                                    std::string_view) override {
    return std::shared_ptr<app::ConversionSink>(std::shared_ptr<void>(), this);
  }
};

}  // namespace

struct TrackingBench::Parts {
  Parts(const app::SettingsSource& source, const Clock& clock)
      : database(tracking_store(folder.path("store.db"))),
        store(*database, clock),
        pipelines(source),
        track({store, clicks, source, keys, book, sealer, schedule, random}),
        attribute({store, conversions, clicks, revenue, log, source, pipelines, keys, book, fold,
                   random, clock}),
        override_credit({store, conversions, clicks, log, audit, source, pipelines, fold}),
        reader(store, conversions, book, source),
        privacy({store, persons, personal, log, audit, source, keys, erase_events}),
        reconcile({store, revenue, conversions, reports, pipelines}),
        inbound({store, inbound_events, jobs, format, secrets, source, sealer, random, clock}),
        outbound({store, outbox, sinks, jobs, source, sealer, clock, random}) {
    const auto filled = database->write({}, [&](sql::Connection& connection) -> Result<void> {
      GV_TRY(connection.execute(kBenchAccount, {"gym", "AED", false, clock.now()}));
      GV_TRY(connection.execute(kBenchAccount, {"shop", "JPY", false, clock.now()}));
      GV_TRY(connection.execute(kBenchAd, {"gym", "1", clock.now()}));
      GV_TRY(connection.execute(kBenchAd, {"gym", "2", clock.now()}));
      return {};
    });
    GV_CHECK(filled.has_value());
    attribution::ClickReport known{.click_id = "gv_known", .ad_id = "1", .campaign_id = "c1"};
    known.consent = {.ads = true, .analytics = true, .source = "banner", .at = clock.now()};
    static_cast<void>(made(track.run(gym, known, "mobile")));
    static_cast<void>(made(
        attribute.run(gym, {.id = "order-0", .type = "purchase", .at = clock.now() - Hours(1)})));
  }

  const app::AccountScope gym{
      app::AccountScope::of_system(AccountId("gym"), app::SystemTask::Test)};
  sql::TemporaryFolder folder{};
  std::unique_ptr<sql::Database> database;
  store::SqlStore store;
  store::Clicks clicks{};
  store::Persons persons{};
  store::Conversions conversions{};
  store::RevenueStore revenue{};
  store::JobQueue jobs{};
  store::EventLog log{};
  store::AuditLog audit{};
  store::PersonalData personal{};
  store::PlatformReports reports{};
  store::InboundEvents inbound_events{};
  const capi::CapiFormat format{};
  const CapiSecret secrets{};
  store::ConversionOutbox outbox{};
  OpenSink sinks{};
  store::LearningLog learning{};
  store::AdStates ads{};
  store::AdTree tree{};
  store::AccountKeys account_keys{};
  const sealing::MasterKey sealer{*sealing::MasterKey::parse(std::string(64, '7'), "key")};
  const app::RandomBytes random{tracking_bytes()};
  app::KeyRings keys{account_keys, sealer, random};
  app::PersonBook book{persons, clicks};
  app::EraseEvents erase_events{outbox, sealer, keys};
  app::ForgetSchedule schedule{jobs, random};
  app::OnlyPipeline pipelines;
  app::FoldDeal fold{revenue, conversions, jobs, pipelines};
  app::TrackClick track;
  app::AttributeConversion attribute;
  app::OverrideCredit override_credit;
  app::ConversionReader reader;
  app::Privacy privacy;
  app::ReconcileRevenue reconcile;
  app::ReceiveInbound inbound;
  app::OutboundDesk outbound;
  app::SetCrmValues crm_values{store, learning, ads};
};

TrackingBench::TrackingBench(const app::SettingsSource& settings, const Clock& clock)
    : parts_(std::make_unique<Parts>(settings, clock)) {}
TrackingBench::~TrackingBench() = default;

TrackingServices TrackingBench::services() {
  return {.track = parts_->track,
          .attribute = parts_->attribute,
          .conversions = parts_->reader,
          .override_credit = parts_->override_credit,
          .privacy = parts_->privacy,
          .reconcile = parts_->reconcile,
          .crm_values = parts_->crm_values,
          .inbound = parts_->inbound,
          .outbound = parts_->outbound,
          .store = parts_->store,
          .tree = parts_->tree,
          .scope_of = [](const app::Principal&, const AccountId& account,
                         app::Scope) -> Result<app::AccountScope> {
            return app::AccountScope::of_system(account, app::SystemTask::Test);
          }};
}

}  // namespace gv::api::testing
