#include "core/server_events/regions.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gv::server_events {
namespace {

using Region = std::pair<std::string_view, std::string_view>;

// Ascending by name.
constexpr std::array kRegions{
    Region{"alabama", "al"},
    Region{"alaska", "ak"},
    Region{"alberta", "ab"},
    Region{"americansamoa", "as"},
    Region{"arizona", "az"},
    Region{"arkansas", "ar"},
    Region{"britishcolumbia", "bc"},
    Region{"california", "ca"},
    Region{"colorado", "co"},
    Region{"connecticut", "ct"},
    Region{"delaware", "de"},
    Region{"districtofcolumbia", "dc"},
    Region{"florida", "fl"},
    Region{"georgia", "ga"},
    Region{"guam", "gu"},
    Region{"hawaii", "hi"},
    Region{"idaho", "id"},
    Region{"illinois", "il"},
    Region{"indiana", "in"},
    Region{"iowa", "ia"},
    Region{"kansas", "ks"},
    Region{"kentucky", "ky"},
    Region{"louisiana", "la"},
    Region{"maine", "me"},
    Region{"manitoba", "mb"},
    Region{"maryland", "md"},
    Region{"massachusetts", "ma"},
    Region{"michigan", "mi"},
    Region{"minnesota", "mn"},
    Region{"mississippi", "ms"},
    Region{"missouri", "mo"},
    Region{"montana", "mt"},
    Region{"nebraska", "ne"},
    Region{"nevada", "nv"},
    Region{"newbrunswick", "nb"},
    Region{"newfoundlandandlabrador", "nl"},
    Region{"newhampshire", "nh"},
    Region{"newjersey", "nj"},
    Region{"newmexico", "nm"},
    Region{"newyork", "ny"},
    Region{"northcarolina", "nc"},
    Region{"northdakota", "nd"},
    Region{"northernmarianaislands", "mp"},
    Region{"northwestterritories", "nt"},
    Region{"novascotia", "ns"},
    Region{"nunavut", "nu"},
    Region{"ohio", "oh"},
    Region{"oklahoma", "ok"},
    Region{"ontario", "on"},
    Region{"oregon", "or"},
    Region{"pennsylvania", "pa"},
    Region{"princeedwardisland", "pe"},
    Region{"puertorico", "pr"},
    Region{"quebec", "qc"},
    Region{"québec", "qc"},
    Region{"rhodeisland", "ri"},
    Region{"saskatchewan", "sk"},
    Region{"southcarolina", "sc"},
    Region{"southdakota", "sd"},
    Region{"tennessee", "tn"},
    Region{"texas", "tx"},
    Region{"utah", "ut"},
    Region{"vermont", "vt"},
    Region{"virginia", "va"},
    Region{"virginislands", "vi"},
    Region{"washington", "wa"},
    Region{"westvirginia", "wv"},
    Region{"wisconsin", "wi"},
    Region{"wyoming", "wy"},
    Region{"yukon", "yt"},
};
static_assert(std::is_sorted(kRegions.begin(), kRegions.end()));

}  // namespace

std::string_view region_code(std::string_view plain_name) {
  const auto* const found = std::lower_bound(
      kRegions.begin(), kRegions.end(), plain_name,
      [](const Region& region, std::string_view name) { return region.first < name; });
  return found != kRegions.end() && found->first == plain_name ? found->second : "";
}

}  // namespace gv::server_events
