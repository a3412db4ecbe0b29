#include "adapters/store/table_digests.h"

#include <bit>
#include <map>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "base/hash.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::store {
namespace {

constexpr std::uint64_t kSeedHigh = 0x67656d696e697669;
constexpr std::uint64_t kSeedLow = 0x64656f6469676573;

void append(std::string& bytes, char kind, std::string_view value) {
  fmt::format_to(std::back_inserter(bytes), "{}{}:", kind, value.size());
  bytes.append(value);
}

/// The cell in a form that no other value of its column shares.
Result<void> append_cell(const Cell& cell, char type, std::string_view table, std::string& bytes) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    if (type != 'J') {
      append(bytes, 't', *text);
      return {};
    }
    GV_TRY(const auto tree, json::parse(*text, table));
    append(bytes, 'j', json::canonical(tree));
  } else if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    append(bytes, 'i', std::to_string(*whole));
  } else if (const auto* real = std::get_if<double>(&cell)) {
    append(bytes, 'f', std::to_string(std::bit_cast<std::uint64_t>(*real)));
  } else if (const auto* truth = std::get_if<bool>(&cell)) {
    append(bytes, 'b', *truth ? "1" : "0");
  } else if (const auto* time = std::get_if<TimePoint>(&cell)) {
    append(bytes, 's', std::to_string(time->time_since_epoch().count()));
  } else {
    append(bytes, 'n', {});
  }
  return {};
}

Result<void> add(const Page& page, TableDigest& digest) {
  for (const Cells& cells : page.rows) {
    std::string bytes;
    append(bytes, 'a', page.account);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      GV_TRY(append_cell(cells[i], page.table.types[i], page.table.name, bytes));
    }
    ++digest.rows;
    digest.high += xxh64(bytes, kSeedHigh);
    digest.low += xxh64(bytes, kSeedLow);
  }
  return {};
}

}  // namespace

std::string TableDigest::hash() const { return fmt::format("{:016x}{:016x}", high, low); }

Result<std::vector<TableDigest>> digest_tables(sql::Database& database) {
  std::map<std::string_view, TableDigest> found;
  GV_TRY(each_page(database, [&](const Page& page) { return add(page, found[page.table.name]); }));
  std::vector<TableDigest> digests;
  for (const StoreTable& table : store_tables()) {
    digests.push_back(found[table.name]);
    digests.back().table = table.name;
  }
  return digests;
}

}  // namespace gv::store
