#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/ports/event_log.h"
#include "app/ports/job_board.h"
#include "base/result.h"
#include "io/http/event_queue.h"

namespace gv::api {

/// What clients of the event stream may choose.
enum class Topic { Decisions, Changes, Jobs, Alerts, Metrics, Learning, System };

class Topics {
 public:
  void add(Topic topic) { bits_ |= bit(topic); }
  [[nodiscard]] bool has(Topic topic) const { return (bits_ & bit(topic)) != 0; }

 private:
  static std::uint32_t bit(Topic topic) { return 1u << static_cast<unsigned>(topic); }
  std::uint32_t bits_{0};
};

/// Reads "decisions,jobs"; all topics where there is no text. Errors: InvalidInput, "topics".
[[nodiscard]] Result<Topics> topics_in(std::string_view text);

/// Of a type of event: "decision.made" is of Decisions. What is not known is of System.
[[nodiscard]] Topic topic_of(std::string_view type);

/// "decisions.made" of "decision.made", "metrics.ledger_posted" of "ledger.posted". The data name
/// the event and its subject; what it says of that is read where the subject is.
[[nodiscard]] http::Event message_of(const app::Event& event);
/// "jobs.progress" of a live job, else "jobs.completed" and the like; the data are those of
/// GET /api/v1/jobs. Without an id: the next one tells the same.
[[nodiscard]] http::Event message_of(const app::JobView& job);

}  // namespace gv::api
