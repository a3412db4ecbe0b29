#include "adapters/api/testing_access.h"

#include <optional>

#include "adapters/passwords/argon2.h"
#include "adapters/passwords/hotp.h"
#include "adapters/sealing/master_key.h"
#include "adapters/settings/configuration_rules.h"
#include "adapters/store/accounts.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/connections.h"
#include "adapters/store/idempotency_keys.h"
#include "adapters/store/identities.h"
#include "adapters/store/migrations.h"
#include "adapters/store/search.h"
#include "adapters/store/sql_store.h"
#include "app/portal_accounts.h"
#include "base/check.h"
#include "io/http/trace.h"
#include "io/sql/sqlite.h"
#include "io/sql/testing.h"

namespace gv::api::testing {
namespace {

/// The least that libsodium takes: nothing is kept secret here.
constexpr passwords::Argon2::Cost kCheap{.passes = 1, .bytes = 8u << 10};

template <class T>
T value_of(Result<T> result) {
  GV_CHECK(result.has_value());
  return *std::move(result);
}

void require(const Result<void>& done) { GV_CHECK(done.has_value()); }

/// A file that was migrated once; the others are copies of it.
const std::string& migrated_file() {
  static const sql::TemporaryFolder folder;
  static const std::string path = [] {
    auto made = folder.path("template.db");
    const auto database = value_of(sql::open_sqlite({.path = made}));
    static_cast<void>(value_of(store::migrate_sqlite(*database, made, sql::ManualClock{}, "test")));
    return made;
  }();
  return path;
}

}  // namespace

struct AccessBench::Parts {
  explicit Parts(const Clock& now) : clock(now) { start(); }

  /// Opens a copy of the migrated file.
  void start() {
    access.reset();
    store.reset();
    database.reset();
    folder.emplace();
    const auto path = folder->path("gv.db");
    std::filesystem::copy_file(migrated_file(), path);
    database = value_of(sql::open_sqlite({.path = path, .readers = 1}));
    store.emplace(*database, clock);
    access.emplace(app::AccessPorts{.store = *store,
                                    .identities = identities,
                                    .accounts = accounts,
                                    .audit = audit,
                                    .passwords = passwords,
                                    .sealer = key,
                                    .hotp = passwords::hotp,
                                    .rules = rules,
                                    .clock = clock},
                   http::system_random_bytes);
    portals.emplace(*store, accounts, connections, clock);
    connect.emplace(
        *store, connections, audit, key,
        [this](std::string_view provider, std::string_view external_id) {
          portals->forget();
          return portals->account_of(provider, external_id);
        },
        [](const auto&, const auto&) -> Result<void> { return {}; });
  }
  void add_user(const char* id, std::string email) {
    const app::User user{.id = id,
                         .email = std::move(email),
                         .name = "Ada",
                         .password_hash = value_of(passwords.hash(kPassword))};
    require(store->write_shared(
        [&](app::SharedTransaction& t) { return identities.add_user(t, user); }));
  }
  void open(const char* id, const char* currency) {
    static_cast<void>(value_of(access->desk.open(
        {.id = AccountId(id), .name = id, .currency = currency, .time_zone = "Asia/Dubai"}, kOwner,
        {})));
  }

  const Clock& clock;
  store::Identities identities{};
  store::Accounts accounts{};
  store::AuditLog audit{};
  passwords::Argon2 passwords{kCheap};
  settings::ConfigurationRules rules{};
  store::Search search{};
  std::optional<sql::TemporaryFolder> folder{};
  std::unique_ptr<sql::Database> database{};
  std::optional<store::SqlStore> store{};
  std::optional<app::Access> access{};
  store::Connections connections{};
  store::IdempotencyKeys idempotency{};
  sealing::MasterKey key{*sealing::MasterKey::parse(std::string(64, 'a'), "key")};
  std::optional<app::PortalAccounts> portals{};
  std::optional<app::Connect> connect{};
};

AccessBench::AccessBench(const Clock& clock) : parts_(std::make_unique<Parts>(clock)) {
  parts_->add_user(kOwner, kOwnerEmail);
  parts_->add_user(kViewer, "grace@example.com");
  parts_->open("gym", "AED");
  parts_->open("shop", "JPY");
  require(parts_->store->write_shared([&](app::SharedTransaction& t) {
    return parts_->identities.set_member(
        t, {.account = AccountId("gym"), .user_id = kViewer, .role = "viewer"});
  }));
}
AccessBench::~AccessBench() = default;

app::Access& AccessBench::access() { return *parts_->access; }

app::Store& AccessBench::store() { return *parts_->store; }

app::Search& AccessBench::search() { return parts_->search; }
app::IdempotencyKeys& AccessBench::idempotency() { return parts_->idempotency; }

app::Connect& AccessBench::connect() { return *parts_->connect; }

void AccessBench::empty() { parts_->start(); }

}  // namespace gv::api::testing
