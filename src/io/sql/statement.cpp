#include "io/sql/statement.h"

#include <utility>

#include "base/check.h"

namespace gv::sql {
namespace {

// Functions, not variables: statements register while namespace-scope constants are initialised,
// in an order that is not ours to choose.
std::vector<const Statement*>& statements() {
  static std::vector<const Statement*> all;
  return all;
}

std::vector<const Bulk*>& bulk_loads() {
  static std::vector<const Bulk*> all;
  return all;
}

}  // namespace

Statement::Statement(Literal name, Literal text, std::optional<Engine> only)
    : name_(name.text()), text_(text.text()), only_(only), id_(statements().size()) {
  statements().push_back(this);
}

Bulk::Bulk(Literal name, Literal table, std::vector<std::string_view> columns,
           OnConflict on_conflict)
    : name_(name.text()),
      table_(table.text()),
      columns_(std::move(columns)),
      on_conflict_(on_conflict) {
  GV_CHECK(!columns_.empty());
  bulk_loads().push_back(this);
}

std::string Bulk::column_list() const {
  std::string list;
  for (const auto column : columns_) {
    if (!list.empty()) list += ", ";
    list += column;
  }
  return list;
}

const std::vector<const Statement*>& registered_statements() { return statements(); }
const std::vector<const Bulk*>& registered_bulk_loads() { return bulk_loads(); }

}  // namespace gv::sql
