#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/ports/persons.h"
#include "app/ports/store.h"
#include "base/hmac.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// What is known of people who are to be erased or told of: whoever is behind any of these.
struct Subjects {
  std::vector<std::string> persons{};    ///< UUIDs
  std::vector<std::string> click_ids{};  ///< our own
  std::vector<std::string> visitor_ids{};
  std::vector<Digest> contacts{};  ///< keyed hashes of addresses and numbers
  /// SHA-256 of them in hex, as whoever tells of them hashed may.
  std::vector<std::string> contacts_sha256{};
};

/// How many rows of each kind were erased, or forgotten because their time was over.
struct ErasedRows {
  std::int64_t links{0};
  std::int64_t touches{0};
  std::int64_t clicks{0};
  std::int64_t conversions{0};  ///< kept, without what told whose they were
  std::int64_t deals{0};        ///< kept likewise
  std::int64_t hashes{0};       ///< of clicks that stay: fingerprints, sealed addresses
  [[nodiscard]] std::int64_t all() const {
    return links + touches + clicks + conversions + deals + hashes;
  }
};

/// What is older than these has to go.
struct RetentionHorizons {
  TimePoint clicks{};        ///< by when a click says that it expires
  TimePoint touches{};       ///< clicked until then
  TimePoint fingerprints{};  ///< clicked until then
  TimePoint clients{};       ///< sealed addresses, clicked until then
  TimePoint attempts{};      ///< of attribution, made until then
};

/// Every table that holds something of a person, for the two things that reach across them all.
class PersonalData {
 public:
  virtual ~PersonalData() = default;

  /// Removes links, touches and clicks of the subjects and takes from conversions, credits, deals
  /// and received events what leads to them. Amounts, ads and times stay.
  virtual Result<ErasedRows> erase(Transaction& transaction, const Subjects& subjects) = 0;
  /// Their rows as a JSON object of lists, one a table.
  virtual Result<std::string> gather(Transaction& transaction, const Subjects& subjects) = 0;
  /// Up to 5,000 rows of each kind whose time is over.
  virtual Result<ErasedRows> forget(Transaction& transaction,
                                    const RetentionHorizons& horizons) = 0;
};

}  // namespace gv::app
