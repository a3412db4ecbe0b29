#include "app/ports/ad_tree.h"

namespace gv::app {

AdSums& AdSums::operator+=(const AdSums& other) {
  impressions += other.impressions;
  clicks += other.clicks;
  spend_minor += other.spend_minor;
  conversions += other.conversions;
  platform_value_minor += other.platform_value_minor;
  pipeline_value_minor += other.pipeline_value_minor;
  return *this;
}

}  // namespace gv::app
