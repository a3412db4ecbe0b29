#pragma once

#include "app/execute/change_desk.h"
#include "app/ports/ad_tree.h"
#include "app/ports/decisions.h"
#include "app/ports/performance.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"

namespace gv::api {

class Api;

/// What the routes of campaigns and figures need. Everything referred to outlives the api.
struct CampaignServices {
  app::Store& store;
  app::AdTree& tree;
  app::Performance& performance;
  app::Decisions& decisions;
  app::ChangeDesk& changes;
  const app::SettingsSource& settings;
};

/// Campaigns, ad sets and ads with what they got; the days of an ad; the account's figures.
void add_campaign_routes(Api& api, const CampaignServices& services);

}  // namespace gv::api
