#pragma once

#include <string>
#include <utility>

#include "adapters/files/ads_file.h"
#include "io/file/byte_source.h"

namespace gv::files {

inline const std::string kNativeHeader =
    "ad_id,campaign_id,budget_unit_id,status,start,end,impressions,clicks,spend,deals,"
    "pipeline_value,cash_revenue,current_budget,frequency,learning\n";

inline Result<AdsTable> read_text(std::string text, const AdsOptions& options = {}) {
  return read_ads(file::from_text(std::move(text)), "ads.csv", options);
}

inline TimePoint at(const char* text) { return parse_time(text, "test").value(); }

inline std::string message(const Result<AdsTable>& table) {
  return table ? "no error" : to_string(table.error());
}

}  // namespace gv::files
