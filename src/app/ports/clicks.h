#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "core/attribution/click.h"

namespace gv::app {

/// Where address and user agent of a click are sealed for: the two, a line each.
inline constexpr std::string_view kSealedClient = "click_tracking.ip_ua_enc";

/// A click with consent, as it is stored.
struct KeptClick {
  attribution::Click click;
  std::string sealed_client{};  ///< address and user agent for conversion reports; empty: none
  std::string device_type{};    ///< "mobile"; empty: not told
};

/// What clicks are looked for by: one that meets any of these is found.
struct ClickSearch {
  std::vector<std::string> click_ids{};  ///< our own
  attribution::PlatformIds ids{};
  attribution::HashLookup fingerprint{};
  attribution::HashLookup ip{};
  /// Both of them together.
  attribution::HashLookup ip_prefix{};
  attribution::HashLookup user_agent{};
  /// For the hashes: clicks in [from, until]. Ids are found whenever they were clicked.
  TimePoint from{};
  TimePoint until{};
};

/// Who clicked which ad. The account's own clicks, as long as they may be kept.
class Clicks {
 public:
  virtual ~Clicks() = default;

  /// False when the account has a click of this id already; that one stays as it is.
  virtual Result<bool> add(Transaction& transaction, const KeptClick& click) = 0;
  /// One more click of its ad and of its campaign in its hour, and nothing else.
  virtual Result<void> count(Transaction& transaction, const attribution::ClickCount& click) = 0;

  virtual Result<std::optional<attribution::Click>> find(Transaction& transaction,
                                                         std::string_view click_id) = 0;
  /// `KeptClick::sealed_client`; empty: there is none any more.
  virtual Result<std::string> sealed_client(Transaction& transaction,
                                            std::string_view click_id) = 0;
  /// Each once, in no order; of one hash the 500 newest at most. Expired ones are left out.
  virtual Result<std::vector<attribution::Click>> search(Transaction& transaction,
                                                         const ClickSearch& search) = 0;
  /// Clicks of an address after `since`, 100 at most.
  virtual Result<int> of_address(Transaction& transaction, const attribution::KeyedHash& ip,
                                 TimePoint since) = 0;

  /// The account's own name of an ad ("meta:123") that a page names without its platform ("123").
  /// Nothing when no such ad is known, or ads of several platforms are.
  virtual Result<std::optional<AdId>> known_ad(Transaction& transaction, const AdId& named) = 0;
};

}  // namespace gv::app
