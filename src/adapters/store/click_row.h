#pragma once

#include <string>
#include <vector>

#include "app/ports/clicks.h"
#include "io/sql/param.h"
#include "io/sql/row.h"

#define GV_CLICK_COLUMNS                                                                       \
  "click_id, click_timestamp, ad_id, campaign_id, adset_id, creative_id, fbclid, gclid, "      \
  "gbraid, wbraid, ttclid, msclkid, fbc, fbp, visitor_id, utm, landing_page_url, "             \
  "referrer_host, device_type, key_id, fp_hash, ip_hash, ip_prefix_hash, ua_hash, ip_ua_enc, " \
  "consent, is_valid, invalid_reason, expires_at"

namespace gv::store {

/// A valid click on an ad that nobody knows has this for a reason.
inline constexpr std::string_view kUnknownAd = "unknown_ad";

/// A row of GV_CLICK_COLUMNS.
[[nodiscard]] attribution::Click click_of(const AccountId& account, const sql::Row& row);

/// The values of GV_CLICK_COLUMNS behind the account; they point into what was passed and live as
/// long as this.
class ClickValues {
 public:
  ClickValues(const std::string& account, const app::KeptClick& kept);
  [[nodiscard]] const std::vector<sql::Param>& params() const { return params_; }

 private:
  std::string utm_;
  std::string consent_;
  std::vector<sql::Param> params_;
};

}  // namespace gv::store
