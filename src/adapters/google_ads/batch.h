#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/google_ads/mutation.h"
#include "adapters/google_ads/rest.h"
#include "base/currency.h"

namespace gv::google_ads {

/// Sends operations together, a request for every kind of resource, and puts the answers back into
/// their order. After a request that failed whole no further one is sent. An operation that sets
/// budget and status is two of them: when one is refused the other may have happened.
class Batch {
 public:
  /// `budgets`: where the budgets lie that operations change, by campaign. What is passed outlives
  /// it.
  Batch(const Rest& rest, const Currency& currency,
        const std::map<std::string, BudgetPlace>& budgets, app::ApplyMode mode)
      : rest_(rest), currency_(currency), budgets_(budgets), mode_(mode) {}

  [[nodiscard]] std::vector<app::PlatformReply<app::AppliedOperation>> send(
      std::span<const app::Operation> operations);

 private:
  struct Kind {
    boost::json::array operations{};
    std::vector<std::size_t> places{};  ///< of them among the operations of the batch
  };

  [[nodiscard]] Result<void> file(std::size_t place, const app::UpdateEntity& update);
  [[nodiscard]] Result<void> file(std::size_t place, const app::CreateEntity& create);
  [[nodiscard]] Result<boost::json::object> of_budget(const app::UpdateEntity& update) const;
  void add(std::string_view resources, std::size_t place, boost::json::object operation);
  void send_kind(std::string_view resources);
  void make_campaign(std::size_t place, const app::CreateEntity& create);
  void take(std::size_t place, const std::string& resource, const std::string& trace_id);
  void refuse(std::size_t place, execute::PlatformError error);

  const Rest& rest_;
  const Currency& currency_;
  const std::map<std::string, BudgetPlace>& budgets_;
  const app::ApplyMode mode_;
  std::map<std::string, Kind, std::less<>> kinds_{};  ///< by resources
  std::vector<app::PlatformReply<app::AppliedOperation>> replies_{};
  std::vector<bool> begun_{};  ///< a part of the operation was done
  std::vector<bool> makes_{};  ///< it is a create, named by the platform
  bool broken_{false};         ///< a request failed whole
};

}  // namespace gv::google_ads
