#pragma once

#include <string_view>

#include "app/ports/clicks.h"
#include "app/ports/conversions.h"
#include "app/ports/sealer.h"
#include "base/result.h"
#include "core/server_events/user_data.h"

namespace gv::app {

/// Finds by what a platform can recognise whoever a conversion is of: the click it came from, if
/// that is certain and was made with consent, and as long as it is kept.
class MatchData {
 public:
  MatchData(Conversions& conversions, Clicks& clicks, const Sealer& sealer)
      : conversions_(conversions), clicks_(clicks), sealer_(sealer) {}

  /// Nothing when nobody told of the conversion, or nothing is known any more.
  Result<server_events::PersonFields> of(Transaction& transaction, std::string_view conversion_id);

 private:
  Result<server_events::PersonFields> of_click(Transaction& transaction, std::string_view click_id);

  Conversions& conversions_;
  Clicks& clicks_;
  const Sealer& sealer_;
};

}  // namespace gv::app
