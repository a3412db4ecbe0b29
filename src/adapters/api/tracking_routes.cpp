#include "adapters/api/tracking_routes.h"

#include "adapters/api/attribute.h"
#include "adapters/api/attribution_summary.h"
#include "adapters/api/capi_webhook.h"
#include "adapters/api/conversion_events.h"
#include "adapters/api/conversions.h"
#include "adapters/api/crm_values.h"
#include "adapters/api/endpoint.h"
#include "adapters/api/privacy.h"
#include "adapters/api/reconciliation.h"
#include "adapters/api/track_click.h"

namespace gv::api {

void add_tracking_routes(Api& api, const TrackingServices& services) {
  add(api, TrackClick{services});
  add(api, ReceiveCapi{services});
  add(api, AttributeConversion{services});
  add(api, ListConversions{services});
  add(api, ShowConversion{services});
  add(api, ShowConversionPath{services});
  add(api, OverrideConversion{services});
  add(api, SummariseAttribution{services});
  add(api, TrackConversionEvent{services});
  add(api, TryConversionEvent{services});
  add(api, ListConversionEvents{services});
  add(api, IngestCrmData{services});
  add(api, Reconcile{services});
  add(api, ErasePerson{services});
  add(api, EraseIdentity{services});
  add(api, ExportPerson{services});
}

}  // namespace gv::api
