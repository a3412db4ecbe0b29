#include "app/tracking/key_rings.h"

#include "base/check.h"

namespace gv::app {
namespace {

constexpr std::string_view kWrappedKey = "account_keys.wrapped_key";

}  // namespace

Result<void> KeyRings::add_key(Transaction& transaction) {
  std::string bytes;
  while (bytes.size() < 32) {
    const auto more = random_();
    bytes.append(more.begin(), more.end());
  }
  const TimePoint now = transaction.now();
  // Named by its day: of two processes that make one at the same time, one finds the other's.
  GV_TRY(keys_.add(transaction,
                   {.id = format_date(now),
                    .sealed = sealer_.seal(transaction.scope().account(), kWrappedKey, bytes),
                    .active_from = now,
                    .retire_at = now + kKeyKept}));
  return {};
}

Result<std::vector<attribution::AccountKey>> KeyRings::all(Transaction& transaction) {
  GV_TRY(const auto sealed, keys_.list(transaction));
  std::vector<attribution::AccountKey> keys;
  for (const auto& key : sealed) {
    GV_TRY(auto bytes, sealer_.open(transaction.scope().account(), kWrappedKey, key.sealed));
    keys.push_back({key.id, std::move(bytes), key.active_from});
  }
  return keys;
}

Result<attribution::KeyRing> KeyRings::ring(Transaction& transaction) {
  GV_TRY(auto keys, all(transaction));
  if (keys.empty() || attribution::rotation_due(keys.front(), transaction.now())) {
    GV_TRY(add_key(transaction));
    GV_TRY(keys, all(transaction));
    GV_CHECK(!keys.empty());
  }
  std::optional<attribution::AccountKey> previous;
  if (keys.size() > 1) previous = std::move(keys[1]);
  return attribution::KeyRing::make(std::move(keys.front()), std::move(previous));
}

}  // namespace gv::app
