#pragma once

#include <vector>

#include "app/ports/audit_log.h"

namespace gv::store {

/// hash_n = SHA-256(hash_(n-1), canonical JSON of the entry without its NULLs), hash_0 = 32 zeros.
class AuditLog final : public app::AuditLog {
 public:
  Result<std::int64_t> append(app::Transaction& transaction, const app::AuditEntry& entry) override;
  Result<std::vector<app::AuditEntry>> list(app::Transaction& transaction, std::int64_t before,
                                            int limit, const app::AuditFilter& filter) override;
  Result<std::optional<std::int64_t>> first_broken(app::Transaction& transaction) override;
};

/// The next hash of a chain; both 32 bytes.
[[nodiscard]] std::string chained_hash(const std::string& previous, std::string_view canonical);

}  // namespace gv::store
