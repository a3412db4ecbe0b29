#pragma once

#include "app/account_inputs.h"
#include "app/execute/change_desk.h"
#include "app/observe_ad.h"
#include "app/ports/ad_tree.h"
#include "app/ports/decisions.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"
#include "app/run_book.h"

namespace gv::api {

class Api;

/// What the routes of decisions need. Everything referred to outlives the api.
struct DecisionServices {
  app::Store& store;
  app::Decisions& decisions;
  app::AdTree& tree;
  app::ObserveAd& observe;
  app::RunBook& runs;
  const app::RunDocuments& documents;
  const app::SettingsSource& settings;
  app::ChangeDesk& changes;
  app::AccountInputsPorts inputs;
};

/// Sharing budgets, kept runs and their decisions, and what became of ads.
void add_decision_routes(Api& api, const DecisionServices& services);

}  // namespace gv::api
