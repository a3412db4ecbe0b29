#include "adapters/store/migrations.h"

#include <filesystem>

#include <fmt/format.h>

namespace gv::store {

Result<int> migrate_sqlite(sql::Database& database, const std::string& path, const Clock& clock,
                           std::string_view program_version) {
  const auto ours = migrations(sql::Engine::Sqlite);
  GV_TRY(const auto state, sql::schema_state(database, ours));
  if (state.applied > 0 && !state.outstanding.empty()) {
    const auto copy = fmt::format("{}.before-{:04}", path, state.outstanding.front().version);
    std::error_code trouble;
    if (!std::filesystem::exists(copy, trouble)) GV_TRY(database.backup(copy));
  }
  return sql::migrate(database, ours, clock, program_version);
}

}  // namespace gv::store
