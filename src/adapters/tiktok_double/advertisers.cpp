#include "adapters/tiktok_double/advertisers.h"

#include "adapters/meta_double/objects.h"

namespace gv::tiktok_double {
namespace {

constexpr std::size_t kAdvertisersMax = 100;

}  // namespace

Api<Done> advertiser_info(Platform& platform, const Call& call) {
  const auto ids = ids_of(call.params, "advertiser_ids", kAdvertisersMax);
  if (!ids) return tl::unexpected(ids.error());
  if (ids->empty()) return tl::unexpected(missing_field("advertiser_ids"));
  boost::json::array list;
  for (const auto& id : *ids) {
    if (meta_double::find_account(platform, id) == nullptr) {
      return tl::unexpected(bad_field("advertiser_ids", "The advertiser does not exist."));
    }
    list.push_back({{"advertiser_id", id},
                    {"name", "advertiser " + id},
                    {"currency", platform.behaviour.currency.code()},
                    {"timezone", "UTC"}});
  }
  return Done{boost::json::object{{"list", std::move(list)}}};
}

}  // namespace gv::tiktok_double
