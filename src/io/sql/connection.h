#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"
#include "io/sql/engine.h"
#include "io/sql/param.h"
#include "io/sql/row.h"
#include "io/sql/statement.h"

namespace gv::sql {

/// Told of each row. An error ends the query and is returned by it.
using RowVisitor = std::function<Result<void>(const Row&)>;

/// One open transaction of a `Database`, handed to its work. For one thread, and only while the
/// work runs. Statements are prepared once per connection.
///
/// Errors of every call: Conflict (a unique key is taken), InvalidInput (another constraint, or a
/// value that the column's type refuses), Refused (row-level security), TimedOut, StorageFull,
/// Unavailable (locked, out of reach, failing disk), UnusableInput (not a database, or a damaged
/// one). After an error the work has to return it: the transaction is lost on PostgreSQL. SQL that
/// the engine does not understand, and a wrong number of parameters, are bugs.
class Connection {
 public:
  virtual ~Connection() = default;

  [[nodiscard]] virtual Engine engine() const = 0;

  /// Runs the statement; how many rows it inserted, changed or removed.
  virtual Result<std::int64_t> execute(const Statement& statement, const Params& params) = 0;
  Result<std::int64_t> execute(const Statement& statement) { return execute(statement, {}); }

  /// Runs the statement once for each row of parameters; the sum of the rows changed. On
  /// PostgreSQL in pipelined batches, so it costs one round trip for a hundred rows.
  virtual Result<std::int64_t> execute_many(const Statement& statement,
                                            std::span<const std::vector<Param>> rows) = 0;

  /// Runs the statement and shows each row of its result, in order. PostgreSQL holds the whole
  /// result in memory meanwhile: page what can grow (`ORDER BY key LIMIT $n`).
  virtual Result<void> each(const Statement& statement, const Params& params,
                            const RowVisitor& visit) = 0;

  /// Loads rows at the engine's best rate (COPY on PostgreSQL); how many were inserted.
  virtual Result<std::int64_t> bulk_load(const Bulk& bulk,
                                         std::span<const std::vector<Param>> rows) = 0;

  /// Runs several statements of trusted text: migrations only.
  virtual Result<void> run_script(std::string_view script) = 0;

  /// The first row as `map(row)`, nothing when there is none.
  template <class Map>
  auto first(const Statement& statement, const Params& params, Map map)
      -> Result<std::optional<std::invoke_result_t<Map, const Row&>>> {
    std::optional<std::invoke_result_t<Map, const Row&>> found;
    GV_TRY(each(statement, params, [&](const Row& row) -> Result<void> {
      if (!found) found.emplace(map(row));
      return {};
    }));
    return found;
  }

  /// Every row as `map(row)`.
  template <class Map>
  auto all(const Statement& statement, const Params& params, Map map)
      -> Result<std::vector<std::invoke_result_t<Map, const Row&>>> {
    std::vector<std::invoke_result_t<Map, const Row&>> rows;
    GV_TRY(each(statement, params, [&](const Row& row) -> Result<void> {
      rows.push_back(map(row));
      return {};
    }));
    return rows;
  }
};

}  // namespace gv::sql
