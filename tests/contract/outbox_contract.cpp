// From a deal's stage to the platform: every event reaches it once, whoever dies on the way, and
// nobody who did not agree or was erased is told of.
#include "contract/tracking_desk.h"

#include <map>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "app/outbound/flush_schedule.h"
#include "app/outbound/send_events.h"
#include "base/hash.h"

namespace gv::contract {
namespace {

using namespace std::chrono_literals;
using app::OutboxState;
using execute::ErrorClass;

/// A platform that takes events, or what a test says it does.
class TellTale final : public app::ConversionSink, public app::ConversionSinks {
 public:
  server_events::SendAnswer send(std::string_view, std::span<const app::ServerEvent> events,
                                 std::string_view) override {
    ++requests;
    if (trouble) return tl::unexpected(execute::PlatformError{.error_class = *trouble});
    for (const auto& event : events) {
      if (event.name == poison) {
        return tl::unexpected(execute::PlatformError{
            .error_class = ErrorClass::Invalid, .code = 100, .message = "Invalid parameter"});
      }
    }
    for (const auto& event : events) {
      ++taken[event.name + " " + event.id];
      told[event.name] = event;
    }
    return server_events::Receipt{.events = static_cast<std::int64_t>(events.size()),
                                  .trace_id = "A1"};
  }
  Result<std::shared_ptr<app::ConversionSink>> sink(const app::AccountScope&,
                                                    std::string_view) override {
    if (!is_connected) return fail(ErrorCode::NotAvailable, "platform", "is not connected: meta");
    return std::shared_ptr<app::ConversionSink>(std::shared_ptr<void>(), this);
  }

  std::map<std::string, int> taken;              ///< times, by name and id
  std::map<std::string, app::ServerEvent> told;  ///< as it came last, by name
  std::string poison{};
  std::optional<ErrorClass> trouble{};
  bool is_connected{true};
  int requests{0};
};

class OutboxContract : public Contract {
 protected:
  void SetUp() override {
    desk_.portal.connect(alpha_, "62515");
    desk_.add_ads(alpha_, fresh_.database(), {"1"});
  }

  /// Stages of a deal on days before today; the deal is folded.
  void tell(std::string_view deal, const std::vector<std::pair<int, std::string>>& stages) {
    const int today =
        static_cast<int>(std::chrono::floor<Days>(clock_.now()).time_since_epoch().count());
    std::vector<Told> changes;
    for (const auto& [days_ago, stage] : stages) {
      changes.push_back({today - days_ago, "dealstage", stage});
    }
    ASSERT_TRUE(desk_.portal.deliver(body_of("62515", deal, changes)));
    while (desk_.portal.runner.step()->all() > 0) {
    }
  }
  /// Somebody with a cookie clicks, and is told to be behind the deal.
  void claim(const std::string& deal, bool with_consent = true) {
    auto click = TrackingDesk::click_on("1", "gv_" + deal);
    click.ids.fbclid = "IwAR_" + deal;
    click.ip = *IpAddress::parse("203.0.113.45", "ip");
    click.user_agent = "Safari";
    click.consent.ads = with_consent;
    ASSERT_TRUE(desk_.click(alpha_, click));
    app::ConversionReport report{.id = "deal:hubspot:" + deal, .type = "lead", .at = clock_.now()};
    report.click_id = "gv_" + deal;
    ASSERT_TRUE(desk_.attribute.run(alpha_, report));
  }
  std::size_t round() {
    const auto count = send_.round(alpha_, [] { return Result<void>(); });
    EXPECT_TRUE(count) << count.error();
    return count.value_or(0);
  }
  std::vector<app::OutboxEvent> rows(const app::AccountScope& scope) {
    return *store_.read(
        scope, [&](app::Transaction& t) { return desk_.portal.outbox.list(t, {.limit = 1'000}); });
  }
  /// "Lead=sent Purchase=pending", by name.
  std::string states() {
    std::multimap<std::string, std::string> by_name;
    for (const auto& row : rows(alpha_)) by_name.emplace(row.name, app::to_text(row.state));
    std::string text;
    for (const auto& [name, state] : by_name) {
      text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, state);
    }
    return text;
  }
  std::string reason(std::string_view name) {
    for (const auto& row : rows(alpha_)) {
      if (row.name == name && row.note) return row.note->reason;
    }
    return "";
  }
  std::vector<std::string> alerts() {
    std::vector<std::string> types;
    const auto events =
        *store_.read(alpha_, [&](app::Transaction& t) { return desk_.log.after(t, 0, 1'000); });
    for (const auto& event : events) {
      if (event.fact.type.starts_with("alert.")) types.push_back(event.fact.type);
    }
    return types;
  }

  TrackingDesk desk_{store_, clock_, "123"};
  TellTale platform_{};
  app::MatchData match_{desk_.portal.conversions, desk_.clicks, desk_.sealer};
  const app::Actor actor_{.type = "user", .id = "u1"};
  app::SendEvents send_{{store_, desk_.portal.outbox, platform_, match_, desk_.portal.jobs,
                         desk_.log, desk_.portal.settings, desk_.sealer, clock_}};
};

TEST_P(OutboxContract, ADealIsToldOnceStageByStage) {
  claim("7");
  tell("7", {{3, "lead"}, {2, "appointment_scheduled"}});
  tell("7", {{3, "lead"}, {2, "appointment_scheduled"}, {0, "closed_won"}});

  EXPECT_EQ(states(), "Lead=pending Purchase=pending Schedule=pending");
  EXPECT_EQ(round(), 3u);
  EXPECT_EQ(round(), 0u);
  EXPECT_EQ(platform_.requests, 1);
  EXPECT_EQ(states(), "Lead=sent Purchase=sent Schedule=sent");
  const auto id = sha256_hex("alpha|hubspot|7|Purchase|1").substr(0, 32);
  EXPECT_EQ(platform_.taken["Purchase " + id], 1);
  EXPECT_EQ(platform_.told["Purchase"].value_minor, 700'000);
  EXPECT_EQ(platform_.told["Purchase"].user.plain.at("client_user_agent"), "Safari");
  EXPECT_TRUE(platform_.told["Purchase"].user.plain.at("fbc").ends_with(".IwAR_7"));
  for (const auto& row : rows(alpha_)) {
    EXPECT_EQ(row.sealed_payload, "");
    EXPECT_EQ(row.note->trace_id, "A1");
    EXPECT_EQ(row.note->match_quality, 20);
  }
  EXPECT_TRUE(rows(beta_).empty());
}

TEST_P(OutboxContract, WithoutADataSetNobodyIsTold) {
  TrackingDesk untold(store_, clock_);
  untold.portal.connect(beta_, "777");
  ASSERT_TRUE(untold.portal.deliver(body_of("777", "1", {{20'088, "dealstage", "lead"}})));
  while (untold.portal.runner.step()->all() > 0) {
  }
  EXPECT_TRUE(rows(beta_).empty());
}

TEST_P(OutboxContract, AFoldThatFailsLeavesNoEvent) {
  claim("7");
  tell("7", {{1, "lead"}});
  const auto before = rows(alpha_).size();
  ASSERT_TRUE(desk_.portal.deliver(body_of("62515", "7", {{20'089, "dealstage", "show_up"}})));

  const auto broken = store_.write(alpha_, [&](app::Transaction& t) -> Result<void> {
    GV_TRY(desk_.portal.fold.fold(t, "hubspot", "7"));
    return fail(ErrorCode::Unavailable, "test", "killed before the commit");
  });

  EXPECT_FALSE(broken);
  EXPECT_EQ(rows(alpha_).size(), before);
  while (desk_.portal.runner.step()->all() > 0) {
  }
  EXPECT_EQ(rows(alpha_).size(), before + 1);
}

// An earlier event that comes late makes what was told a repetition of it: there was one entry.
TEST_P(OutboxContract, ALateEventIsNotToldUnderASecondId) {
  claim("7");
  tell("7", {{1, "appointment_scheduled"}});
  EXPECT_EQ(round(), 1u);
  tell("7", {{2, "appointment_scheduled"}});
  EXPECT_EQ(states(), "Schedule=sent");

  tell("7", {{0, "closed_lost"}});
  clock_.advance(24h);
  tell("7", {{0, "appointment_scheduled"}});
  round();
  EXPECT_EQ(states(), "Schedule=sent Schedule=sent");
  EXPECT_EQ(platform_.taken.size(), 2u);
}

TEST_P(OutboxContract, TheAmountMayComeAfterTheStage) {
  claim("7");
  tell("7", {{1, "closed_won"}});
  const int today =
      static_cast<int>(std::chrono::floor<Days>(clock_.now()).time_since_epoch().count());
  ASSERT_TRUE(desk_.portal.deliver(body_of("62515", "7", {{today - 1, "amount", "6500"}})));
  while (desk_.portal.runner.step()->all() > 0) {
  }
  round();

  EXPECT_EQ(platform_.told["Purchase"].value_minor, 650'000);
  EXPECT_EQ(platform_.taken.size(), 1u);
}

TEST_P(OutboxContract, WhoDiesAfterSendingSendsTheSameIdsAgain) {
  claim("7");
  tell("7", {{3, "lead"}, {2, "show_up"}});
  int pulses = 0;
  const auto killed = send_.round(alpha_, [&]() -> Result<void> {
    if (++pulses == 1) return {};
    return fail(ErrorCode::Conflict, "test", "killed after the request");
  });
  EXPECT_FALSE(killed);
  EXPECT_EQ(platform_.requests, 1);
  EXPECT_EQ(states(), "Lead=pending ShowUp=pending");

  EXPECT_EQ(round(), 2u);

  EXPECT_EQ(platform_.taken.size(), 2u);
  for (const auto& [event, times] : platform_.taken) EXPECT_EQ(times, 2) << event;
  EXPECT_EQ(states(), "Lead=sent ShowUp=sent");
}

TEST_P(OutboxContract, APoisonedEventDoesNotSinkTheOthers) {
  claim("7");
  tell("7", {{3, "lead"}, {2, "appointment_scheduled"}, {1, "show_up"}, {0, "closed_won"}});
  platform_.poison = "ShowUp";
  round();

  EXPECT_EQ(states(), "Lead=sent Purchase=sent Schedule=sent ShowUp=rejected");
  EXPECT_EQ(reason("ShowUp"), "Invalid parameter (code 100, subcode 0)");
  EXPECT_EQ(alerts(), std::vector<std::string>{"alert.capi_rejected"});
}

TEST_P(OutboxContract, OldEventsAreLeftOutAndTheOthersGo) {
  claim("7");
  tell("7", {{9, "lead"}, {1, "show_up"}});
  EXPECT_EQ(states(), "Lead=expired ShowUp=pending");
  round();
  EXPECT_EQ(states(), "Lead=expired ShowUp=sent");
}

TEST_P(OutboxContract, TroubleIsTriedAgainUntilTheEventIsTooOld) {
  claim("7");
  tell("7", {{0, "lead"}});
  platform_.trouble = ErrorClass::Transient;
  Millis waited{0};
  while (states() == "Lead=pending") {
    const auto due =
        *store_.read(alpha_, [&](app::Transaction& t) { return desk_.portal.outbox.next_due(t); });
    EXPECT_LE(*due - clock_.now(), 1h);
    waited += *due - clock_.now();
    clock_.set(*due);
    round();
  }

  EXPECT_EQ(states(), "Lead=expired");
  EXPECT_GT(waited, Hours{166});
  EXPECT_LT(platform_.requests, 400);
  EXPECT_TRUE(platform_.taken.empty());
  EXPECT_TRUE(alerts().empty());
}

TEST_P(OutboxContract, CredentialsThatFailStopTheDataSetUntilTheyAreRenewed) {
  claim("7");
  tell("7", {{1, "lead"}});
  platform_.is_connected = false;
  round();
  EXPECT_EQ(reason("Lead"), "platform: is not connected: meta");
  EXPECT_EQ(alerts(), std::vector<std::string>{"alert.capi_stopped"});
  EXPECT_EQ(round(), 0u);

  platform_.is_connected = true;
  ASSERT_TRUE(
      store_.write(alpha_, [&](app::Transaction& t) { return desk_.portal.outbox.wake(t); }));
  EXPECT_EQ(round(), 1u);
  EXPECT_EQ(states(), "Lead=sent");
}

TEST_P(OutboxContract, AnEventWaitsForWhoseItIs) {
  tell("7", {{1, "lead"}});
  round();
  EXPECT_EQ(reason("Lead"), "nobody has told yet whose it is");
  claim("7");
  clock_.advance(10min);
  round();
  EXPECT_EQ(states(), "Lead=sent");

  tell("8", {{1, "show_up"}});
  round();
  clock_.advance(1h);
  round();
  EXPECT_EQ(states(), "Lead=sent ShowUp=suppressed");
  EXPECT_EQ(reason("ShowUp"), "insufficient_match_data");
}

TEST_P(OutboxContract, WithoutConsentNothingIsTold) {
  claim("7", false);
  tell("7", {{1, "lead"}});
  clock_.advance(1h);
  round();
  EXPECT_EQ(states(), "Lead=suppressed");
  EXPECT_EQ(platform_.requests, 0);
}

TEST_P(OutboxContract, WhoIsErasedIsNotToldOf) {
  claim("7");
  tell("7", {{1, "lead"}});
  ASSERT_TRUE(desk_.privacy.erase(alpha_, {.click_id = "gv_7"}, actor_));
  clock_.advance(1h);
  round();
  EXPECT_EQ(states(), "Lead=suppressed");
  EXPECT_EQ(platform_.requests, 0);
}

TEST_P(OutboxContract, AnEventThatAServerToldIsErasedWithItsPerson) {
  const auto told = [&](const std::string& id, const std::string& email) {
    const app::EventFacts facts{.person = {{"em", {email}}}};
    const app::OutboxEvent row{.id = uuid_v5(id),
                               .dataset_id = "123",
                               .name = id,
                               .event_id = id,
                               .at = clock_.now(),
                               .sealed_payload = desk_.sealer.seal(
                                   alpha_.account(), app::kOutboxPayload, app::text_of(facts)),
                               .next_attempt_at = clock_.now()};
    return *store_.write(alpha_,
                         [&](app::Transaction& t) { return desk_.portal.outbox.add(t, row); });
  };
  EXPECT_TRUE(told("Jane", " Jane@Example.com"));
  EXPECT_FALSE(told("Jane", "jane@example.com"));
  EXPECT_TRUE(told("Joan", sha256_hex("jane@example.com")));
  EXPECT_TRUE(told("John", "john@example.com"));

  ASSERT_TRUE(desk_.privacy.erase(alpha_, {.email = "jane@example.com"}, actor_));
  round();

  EXPECT_EQ(states(), "Jane=suppressed Joan=suppressed John=sent");
  EXPECT_EQ(reason("Jane"), "erased");
  EXPECT_EQ(platform_.told["John"].user.hashed.at("em").front(), sha256_hex("john@example.com"));
}

TEST_P(OutboxContract, TheQueueSendsByTheMinuteAndGoesOn) {
  app::JobRunner runner(store_, desk_.portal.jobs, clock_, {&send_});
  claim("7");
  tell("7", {{1, "lead"}, {0, "show_up"}});
  EXPECT_EQ(runner.step()->all(), 0);
  platform_.trouble = ErrorClass::Transient;
  clock_.advance(1min);
  EXPECT_EQ(runner.step()->completed, 1);
  EXPECT_EQ(states(), "Lead=pending ShowUp=pending");

  platform_.trouble.reset();
  clock_.advance(1min);
  EXPECT_EQ(runner.step()->completed, 1);
  EXPECT_EQ(states(), "Lead=sent ShowUp=sent");
  clock_.advance(24h);
  EXPECT_EQ(runner.step()->all(), 0);
}

TEST_P(OutboxContract, PagesFollowEachOther) {
  claim("7");
  tell("7", {{3, "lead"}, {2, "appointment_scheduled"}});
  clock_.advance(1s);
  tell("7", {{1, "show_up"}});
  const auto all = rows(alpha_);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all.front().name, "ShowUp");

  const auto page = [&](const app::OutboxFilter& filter) {
    return *store_.read(alpha_,
                        [&](app::Transaction& t) { return desk_.portal.outbox.list(t, filter); });
  };
  const auto second = page({.before = app::OutboxCursor{all[0].created_at, all[0].id}, .limit = 1});
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second.front().id, all[1].id);
  EXPECT_EQ(page({.state = OutboxState::Sent}).size(), 0u);
  EXPECT_EQ(page({.name = "Lead"}).size(), 1u);
}

GV_ON_EACH_ENGINE(OutboxContract);

}  // namespace
}  // namespace gv::contract
