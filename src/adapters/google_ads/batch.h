#pragma once

#include <compare>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/google_ads/mutation.h"
#include "adapters/google_ads/rest.h"
#include "base/currency.h"

namespace gv::google_ads {

/// Sends operations together, a request for every kind of resource, and puts the answers back into
/// their order. Pauses are sent before the rest, so that nothing holds them back. After a request
/// that failed whole no further one is sent. An operation that sets budget and status is two of
/// them: when one is refused the other may have happened.
class Batch {
 public:
  /// `budgets`: where the budgets lie that operations change. What is passed outlives it.
  Batch(const Rest& rest, const Currency& currency, const BudgetPlaces& budgets,
        app::ApplyMode mode)
      : rest_(rest), currency_(currency), budgets_(budgets), mode_(mode) {}

  [[nodiscard]] std::vector<app::PlatformReply<app::AppliedOperation>> send(
      std::span<const app::Operation> operations);

 private:
  /// What one request is about.
  struct Kind {
    std::string_view resources;
    bool pauses{false};
    friend auto operator<=>(const Kind&, const Kind&) = default;
  };
  struct Waiting {
    boost::json::array operations{};
    std::vector<std::size_t> places{};  ///< of them among the operations of the batch
  };

  [[nodiscard]] Result<void> file(std::size_t place, const app::UpdateEntity& update);
  [[nodiscard]] Result<void> file(std::size_t place, const app::CreateEntity& create);
  [[nodiscard]] Result<boost::json::object> of_budget(const app::UpdateEntity& update) const;
  void add(const Kind& kind, std::size_t place, boost::json::object operation);
  void send_kind(const Kind& kind);
  /// A request of its own for a thing that comes with others.
  void make_apart(std::size_t place, Result<Together> all);
  void take(std::size_t place, const std::string& resource, const std::string& trace_id);
  void refuse(std::size_t place, execute::PlatformError error);

  const Rest& rest_;
  const Currency& currency_;
  const BudgetPlaces& budgets_;
  const app::ApplyMode mode_;
  std::map<Kind, Waiting> kinds_{};
  std::vector<app::PlatformReply<app::AppliedOperation>> replies_{};
  std::vector<bool> begun_{};  ///< a part of the operation was done
  std::vector<bool> makes_{};  ///< it is a create, named by the platform
  bool broken_{false};         ///< a request failed whole
};

}  // namespace gv::google_ads
