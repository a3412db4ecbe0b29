#pragma once

#include <optional>
#include <string>

#include "app/access/secrets.h"
#include "app/ports/clicks.h"
#include "app/ports/sealer.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"
#include "app/tracking/forget_schedule.h"
#include "app/tracking/key_rings.h"
#include "app/tracking/person_book.h"
#include "base/result.h"

namespace gv::app {

/// What became of a click.
struct ClickTaken {
  std::optional<std::string> click_id{};  ///< nothing without consent: nobody's click has an id
  int window_days{0};                     ///< a conversion within them may be the ad's
  bool is_new{true};                      ///< false: the click was known already
};

/// Takes a click: with consent as a row that can be matched, without as one more in its hour. What
/// it returns is on disk. The same click id twice is one click.
class TrackClick {
 public:
  struct Ports {
    Store& store;
    Clicks& clicks;
    const SettingsSource& settings;
    KeyRings& keys;
    PersonBook& persons;
    const Sealer& sealer;
    ForgetSchedule& schedule;
    RandomBytes random;
  };
  explicit TrackClick(Ports ports) : ports_(std::move(ports)) {}

  /// Errors: the first fault of the report (InvalidInput); those of the store.
  Result<ClickTaken> run(const AccountScope& scope, const attribution::ClickReport& report,
                         const std::string& device_type);

 private:
  Result<ClickTaken> take(Transaction& transaction, const attribution::ClickReport& report,
                          const AccountSettings& settings, const std::string& device_type);
  Result<attribution::RecordedClick> record(Transaction& transaction,
                                            const attribution::ClickReport& report,
                                            const AccountSettings& settings);
  struct NamedAd {
    AdId id;
    bool is_known{false};
  };
  /// The account's name of the ad that a page names bare.
  Result<NamedAd> ad_of(Transaction& transaction, const attribution::ClickReport& report);
  Result<bool> keep(Transaction& transaction, const attribution::RecordedClick& recorded,
                    const std::string& device_type);

  Ports ports_;
};

}  // namespace gv::app
