#include "contract/engines.h"

#include "adapters/store/audit_log.h"
#include "base/hash.h"

namespace gv::contract {
namespace {

using app::AuditEntry;
using app::Transaction;

const sql::Statement kForge{
    "test.forge", "UPDATE audit_log SET actor_id = 'u9' WHERE account_id = $1 AND seq = $2"};
const sql::Statement kTakeOut{"test.take_out",
                              "DELETE FROM audit_log WHERE account_id = $1 AND seq = $2"};

class AuditLogContract : public Contract {
 protected:
  std::int64_t append(const app::AccountScope& scope, std::string action) {
    const AuditEntry entry{.actor_type = "user",
                           .actor_id = "u1",
                           .action = std::move(action),
                           .object_type = "config",
                           .before = R"({"z": 1.50, "a": [true, null]})",
                           .after = R"({"a": "ü"})",
                           .ip_prefix = "10.1.0.0/16"};
    return *store_.write(scope, [&](Transaction& t) { return log_.append(t, entry); });
  }
  std::optional<std::int64_t> first_broken() {
    return *store_.read(alpha_, [&](Transaction& t) { return log_.first_broken(t); });
  }
  void tamper(const sql::Statement& statement, std::int64_t seq) {
    const auto changed =
        fresh_.database().write({.account = "alpha"}, [&](sql::Connection& connection) {
          return connection.execute(statement, {"alpha", seq});
        });
    EXPECT_EQ(*changed, 1);
  }

  store::AuditLog log_{};
};

TEST_P(AuditLogContract, NumbersAndKeepsWhatWasDone) {
  EXPECT_EQ(append(alpha_, "config.update"), 1);
  EXPECT_EQ(append(alpha_, "hold.engage"), 2);
  EXPECT_EQ(append(beta_, "login"), 1);

  const auto entries =
      *store_.read(alpha_, [&](Transaction& t) { return log_.list(t, 0, 10, {}); });
  const auto older = *store_.read(alpha_, [&](Transaction& t) { return log_.list(t, 2, 10, {}); });

  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].action, "hold.engage");
  EXPECT_EQ(entries[0].at, clock_.now());
  EXPECT_EQ(entries[0].ip_prefix, "10.1.0.0/16");
  EXPECT_EQ(older.size(), 1u);
}

TEST_P(AuditLogContract, IsListedByWhoDidWhatToWhatAndWhen) {
  const auto early = clock_.now();
  append(alpha_, "login");
  clock_.advance(std::chrono::hours(1));
  append(alpha_, "config.update");
  const auto count = [&](const app::AuditFilter& filter) {
    return store_.read(alpha_, [&](Transaction& t) { return log_.list(t, 0, 10, filter); })->size();
  };

  EXPECT_EQ(count({}), 2u);
  EXPECT_EQ(count({.actor_id = "u1"}), 2u);
  EXPECT_EQ(count({.actor_id = "u2"}), 0u);
  EXPECT_EQ(count({.action = "login"}), 1u);
  EXPECT_EQ(count({.object = "config"}), 2u);
  EXPECT_EQ(count({.object = "session"}), 0u);
  EXPECT_EQ(count({.from = clock_.now()}), 1u);
  EXPECT_EQ(count({.to = clock_.now()}), 1u);
  EXPECT_EQ(count({.from = early, .to = early}), 0u);
}

TEST_P(AuditLogContract, AChangedEntryShows) {
  for (int i = 0; i < 4; ++i) append(alpha_, "login");
  EXPECT_EQ(first_broken(), std::nullopt);

  tamper(kForge, 3);

  EXPECT_EQ(first_broken(), 3);
}

TEST_P(AuditLogContract, AMissingEntryShows) {
  for (int i = 0; i < 4; ++i) append(alpha_, "login");

  tamper(kTakeOut, 2);

  EXPECT_EQ(first_broken(), 3);
}

GV_ON_EACH_ENGINE(AuditLogContract);

TEST(AuditChain, IsThatOfTheSpecification) {
  const auto first = store::chained_hash(
      std::string(32, '\0'),
      R"({"account_id":"demo","action":"config.update","actor_id":"u1","at":"2025-01-01T00:00:00.000000Z","seq":1})");
  const auto second = store::chained_hash(
      first,
      R"({"account_id":"demo","action":"hold.engage","actor_id":"u2","at":"2025-01-01T00:00:01.000000Z","seq":2})");
  const auto hex = [](const std::string& bytes) {
    std::string text;
    for (const char byte : bytes) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      text += kDigits[static_cast<unsigned char>(byte) >> 4U];
      text += kDigits[static_cast<unsigned char>(byte) & 15U];
    }
    return text;
  };

  EXPECT_EQ(hex(first), "3cac9795b0daf5b5665e6e5d5ac9da9febbe15c15781ce3f3fbe535705246532");
  EXPECT_EQ(hex(second), "e7cb3ba44b9078221142fa3c640185e2d744c31b60e194e59c1d5ffaf923182e");
}

}  // namespace
}  // namespace gv::contract
