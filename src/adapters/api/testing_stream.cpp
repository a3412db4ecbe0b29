#include "adapters/api/testing_stream.h"

#include <vector>

#include "adapters/store/event_log.h"
#include "adapters/store/job_board.h"
#include "base/check.h"

namespace gv::api::testing {

struct StreamBench::Parts {
  Parts(app::Store& used, app::Authenticator& authenticator)
      : store(used), feed(used, log, board, authenticator) {}

  app::Store& store;
  store::EventLog log{};
  store::JobBoard board{};
  app::EventFeed feed;
};

StreamBench::StreamBench(app::Store& store, app::Authenticator& authenticator)
    : parts_(std::make_unique<Parts>(store, authenticator)) {}
StreamBench::~StreamBench() = default;

app::EventFeed& StreamBench::feed() { return parts_->feed; }

void StreamBench::record(std::string_view account, const std::string& type) {
  const auto scope =
      app::AccountScope::of_system(AccountId(std::string(account)), app::SystemTask::Test);
  const std::vector<app::NewEvent> facts{
      {.type = type, .subject_type = "ad", .subject_id = "a1", .source = "test"}};
  const auto done = parts_->store.write(
      scope, [&](app::Transaction& transaction) { return parts_->log.append(transaction, facts); });
  GV_CHECK(done.has_value());
}

void StreamBench::step() { GV_CHECK(parts_->feed.step().has_value()); }

}  // namespace gv::api::testing
