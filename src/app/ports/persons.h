#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/hmac.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// By what a person is known: a hashed e-mail address or phone number, or a first-party cookie.
enum class LinkKind { Email, Phone, Visitor };
/// "em", "ph", "visitor".
[[nodiscard]] std::string_view to_text(LinkKind kind);

/// That a hash is one person's.
struct PersonLink {
  LinkKind kind{LinkKind::Visitor};
  Digest hash{};
  std::string key_id{};  ///< that the hash was made with; empty: without a key
  std::string person;    ///< UUID; means nothing outside the account
  TimePoint created_at{};
  std::optional<TimePoint> expires_at{};
};

/// A contact of a person with an ad.
struct PersonTouch {
  std::string person;
  std::string click_id;
  AdId ad{};
  std::string campaign{};
  TimePoint at{};
};

/// Which hashes and which clicks belong to one person. No name, no address: only what makes two
/// clicks one journey.
class Persons {
 public:
  virtual ~Persons() = default;

  /// Adds the link, or moves an existing one to this person and expiry.
  virtual Result<void> link(Transaction& transaction, const PersonLink& link) = 0;
  /// Those of one kind whose hash is among `hashes` and that have not expired.
  virtual Result<std::vector<PersonLink>> links(Transaction& transaction, LinkKind kind,
                                                std::span<const Digest> hashes) = 0;

  /// A click's touch is recorded once: false when it was.
  virtual Result<bool> add_touch(Transaction& transaction, const PersonTouch& touch) = 0;
  /// Whose click it is.
  virtual Result<std::optional<std::string>> of_click(Transaction& transaction,
                                                      std::string_view click_id) = 0;
  /// In [from, until], by time and click id, 1,000 at most.
  virtual Result<std::vector<PersonTouch>> touches(Transaction& transaction,
                                                   std::string_view person, TimePoint from,
                                                   TimePoint until) = 0;
  /// All links and touches of `from` become `into`'s.
  virtual Result<void> merge(Transaction& transaction, std::string_view from,
                             std::string_view into) = 0;
};

}  // namespace gv::app
