#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/ports/connections.h"
#include "app/ports/creatives.h"
#include "base/currency.h"
#include "base/result.h"

namespace gv::app {

/// What a campaign is for; platforms have their own words.
enum class Objective { Awareness, Traffic, Engagement, Leads, Sales };

/// Who may see an ad.
struct Audience {
  std::vector<std::string> countries;  ///< ISO 3166-1 alpha-2, at least one
  int age_min{18};                     ///< in [13, age_max]
  int age_max{65};                     ///< at most 65, which is 65 and older
};

/// What somebody wants published.
struct PublicationDraft {
  std::string creative_id;
  std::string name;  ///< of the campaign
  Objective objective{Objective::Leads};
  std::int64_t daily_budget_minor{0};  ///< of the ad set, in the account's currency
  Audience audience{};
  bool activate{true};  ///< else what was made stays paused
  bool dry_run{false};
};

/// The platform's own fields of what is made, as JSON objects.
struct PublicationForm {
  std::string creative{"{}"};  ///< without the video, which is not uploaded yet
  std::string campaign{"{}"};
  std::string adset{"{}"};
};

/// Says what a platform needs to be told to publish something.
class PublicationForms {
 public:
  virtual ~PublicationForms() = default;
  /// Errors: Conflict for a setting that the connection lacks; InvalidInput for what the platform
  /// cannot do.
  [[nodiscard]] virtual Result<PublicationForm> form(const Creative& creative,
                                                     const PublicationDraft& draft,
                                                     const Connection& connection,
                                                     Currency currency) const = 0;
};

}  // namespace gv::app
