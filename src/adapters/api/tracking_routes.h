#pragma once

#include "adapters/api/revenue_routes.h"
#include "app/outbound/outbound_desk.h"
#include "app/ports/ad_tree.h"
#include "app/tracking/attribute_conversion.h"
#include "app/tracking/conversion_reader.h"
#include "app/tracking/override_credit.h"
#include "app/tracking/privacy.h"
#include "app/tracking/receive_inbound.h"
#include "app/tracking/reconcile_revenue.h"
#include "app/tracking/set_crm_values.h"
#include "app/tracking/track_click.h"

namespace gv::api {

class Api;

/// What the routes of clicks and conversions need. Everything referred to outlives the api.
struct TrackingServices {
  app::TrackClick& track;
  app::AttributeConversion& attribute;
  app::ConversionReader& conversions;
  app::OverrideCredit& override_credit;
  app::Privacy& privacy;
  app::ReconcileRevenue& reconcile;
  app::SetCrmValues& crm_values;
  app::ReceiveInbound& inbound;
  app::OutboundDesk& outbound;
  app::Store& store;
  app::AdTree& tree;  ///< the names of ads
  ScopeOf scope_of;
};

/// Clicks, attribution, conversions and their credit, and what people may ask about themselves.
void add_tracking_routes(Api& api, const TrackingServices& services);

}  // namespace gv::api
