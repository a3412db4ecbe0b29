// The names of AdTree.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/store/access.h"
#include "adapters/store/ad_tree.h"

// $1 account, $2 platform, $3 to $34 its ids: each is found in the key over platform and id.
#define GV_NAMES_OF(table)                                                                     \
  "SELECT external_id, name FROM " table                                                       \
  " WHERE account_id = $1 AND platform = $2 AND external_id IN ($3, $4, $5, $6, $7, $8, $9, "  \
  "$10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, " \
  "$28, $29, $30, $31, $32, $33, $34)"

namespace gv::store {
namespace {

constexpr std::size_t kNamesAtOnce = 32;

const sql::Statement kCampaignNames{"campaigns.names", GV_NAMES_OF("campaigns")};
const sql::Statement kAdSetNames{"adsets.names", GV_NAMES_OF("adsets")};
const sql::Statement kAdNames{"ads.names", GV_NAMES_OF("ads")};

const sql::Statement* names_statement(execute::EntityLevel level) {
  switch (level) {
    case execute::EntityLevel::Campaign:
      return &kCampaignNames;
    case execute::EntityLevel::AdSet:
      return &kAdSetNames;
    case execute::EntityLevel::Ad:
      return &kAdNames;
    case execute::EntityLevel::Creative:
    case execute::EntityLevel::Video:
      break;
  }
  return nullptr;
}

/// Each id once. One without a platform has no name.
std::map<std::string_view, std::vector<std::string_view>> by_platform(
    std::span<const std::string> ids) {
  std::map<std::string_view, std::vector<std::string_view>> grouped;
  for (const std::string_view id : ids) {
    const auto colon = id.find(':');
    if (colon != std::string_view::npos) {
      grouped[id.substr(0, colon)].push_back(id.substr(colon + 1));
    }
  }
  for (auto& [platform, of] : grouped) {
    std::sort(of.begin(), of.end());
    of.erase(std::unique(of.begin(), of.end()), of.end());
  }
  return grouped;
}

}  // namespace

Result<app::NamesById> AdTree::names(app::Transaction& transaction, execute::EntityLevel level,
                                     std::span<const std::string> ids) {
  app::NamesById names;
  const auto* statement = names_statement(level);
  if (statement == nullptr) return names;
  for (const auto& [platform, of] : by_platform(ids)) {
    const std::string prefix = std::string(platform) + ":";
    const auto take = [&](const sql::Row& row) -> Result<void> {
      names.emplace(prefix + row.get<std::string>(0), row.get<std::string>(1));
      return {};
    };
    for (std::size_t first = 0; first < of.size(); first += kNamesAtOnce) {
      std::vector<sql::Param> params{account_of(transaction), platform};
      for (std::size_t i = first; i < first + kNamesAtOnce; ++i) {
        params.emplace_back(of[std::min(i, of.size() - 1)]);  // the last one fills up the list
      }
      GV_TRY(connection_of(transaction).each(*statement, params, take));
    }
  }
  return names;
}

}  // namespace gv::store
