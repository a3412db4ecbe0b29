#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
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

/// What a platform makes of a creative, in the platform's own fields: JSON objects.
struct PublicationForm {
  bool uploads_video{true};  ///< false: it takes its videos from elsewhere
  std::int64_t video_bytes_max{std::numeric_limits<std::int64_t>::max()};
  std::optional<std::string> creative{};  ///< none: what an ad shows is a part of the ad
  std::string campaign{"{}"};
  std::string adset{"{}"};
  std::string ad{"{}"};
  bool campaign_has_budget{false};  ///< else the ad set has it
};

/// Says what a platform needs to be told to publish something.
class PublicationForms {
 public:
  virtual ~PublicationForms() = default;
  /// "meta", "google", "tiktok".
  [[nodiscard]] virtual std::string_view platform() const = 0;
  /// The video is not in it: it is not uploaded yet. Errors: Conflict for a setting that the
  /// connection lacks; InvalidInput for what the platform cannot do.
  [[nodiscard]] virtual Result<PublicationForm> form(const Creative& creative,
                                                     const PublicationDraft& draft,
                                                     const Connection& connection,
                                                     Currency currency) const = 0;
};

/// Empty: it has none of the name.
[[nodiscard]] std::string setting_of(const Connection& connection, const std::string& name);
/// Errors: Conflict, saying what the connection does not say: "as which page its ads speak".
[[nodiscard]] Result<std::string> needed_setting(const Connection& connection,
                                                 const std::string& name, std::string_view what);
/// What the platform calls the countries of an audience, by the settings "location_AE" and so on.
/// Errors: as `needed_setting`, for the first that is not there.
[[nodiscard]] Result<std::vector<std::string>> locations_of(const Connection& connection,
                                                            const Audience& audience);
/// Of UTF-8.
[[nodiscard]] std::size_t characters_in(std::string_view text);
/// Errors: InvalidInput for a text of a creative with more than `most` characters. `field` is what
/// it is called there, `platform` how people call the platform.
[[nodiscard]] Result<void> check_characters(std::string_view field, std::string_view text,
                                            std::size_t most, std::string_view platform);
/// Errors: InvalidInput for a link with macros of Meta ("{{ad.id}}"), which nobody else fills in.
[[nodiscard]] Result<void> check_no_macros(std::string_view link, std::string_view platform);

}  // namespace gv::app
