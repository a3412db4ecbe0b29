#include "adapters/api/campaign_routes.h"

#include "adapters/api/ad_days.h"
#include "adapters/api/analytics.h"
#include "adapters/api/campaigns.h"
#include "adapters/api/endpoint.h"
#include "adapters/api/fatigue_history.h"

namespace gv::api {

void add_campaign_routes(Api& api, const CampaignServices& services) {
  add(api, ListCampaigns{services});
  add(api, ShowCampaign{services});
  add(api, ListAdSets{services});
  add(api, ListAds{services});
  add(api, ShowAd{services});
  add(api, ListAdDays{services});
  add(api, ListAdTimeline{services});
  add(api, ListWearDays{services});
  add(api, ShowSummary{services});
  add(api, ListSeries{services});
  add(api, ListBreakdown{services});
}

}  // namespace gv::api
