#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace gv::hubspot {

/// A value a property once had, from `at` on.
struct HistoricValue {
  std::string value;  ///< "" for a value that was cleared
  TimePoint at{};
};

/// A deal as the CRM returns it. Values are the CRM's texts.
struct Deal {
  std::string id;
  std::map<std::string, std::string, std::less<>> properties;  ///< null ones left out
  std::vector<HistoricValue> stages;                           ///< oldest first
  std::vector<HistoricValue> amounts;                          ///< oldest first
  std::vector<std::string> contact_ids;
  std::optional<TimePoint> updated_at;
  bool archived{false};
  /// Empty when it has none.
  [[nodiscard]] std::string_view property(std::string_view name) const;
};

struct Contact {
  std::string id;
  std::map<std::string, std::string, std::less<>> properties;
  [[nodiscard]] std::string_view property(std::string_view name) const;
};

struct PipelineStage {
  std::string id;
  std::string label;
  int order{0};
  bool is_closed{false};
  std::string probability;  ///< the CRM's text, "0.2"; empty: not told
};

struct Pipeline {
  std::string id;
  std::string label;
  std::vector<PipelineStage> stages;
};

/// A page of a search.
struct DealPage {
  std::vector<Deal> deals;
  std::string after;  ///< where the next page starts; empty: the last
};

// Read the CRM's answers. Unknown members are ignored, missing ones empty. Errors: UnusableInput
// (no JSON), InvalidInput naming what has to be there.
[[nodiscard]] Result<Deal> read_deal(std::string_view json);
[[nodiscard]] Result<Contact> read_contact(std::string_view json);
[[nodiscard]] Result<DealPage> read_deal_page(std::string_view json);
[[nodiscard]] Result<std::vector<Pipeline>> read_pipelines(std::string_view json);
/// Ids of the associated objects.
[[nodiscard]] Result<std::vector<std::string>> read_associations(std::string_view json);

}  // namespace gv::hubspot
