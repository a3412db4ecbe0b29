#include "contract/tables.h"

#include <fstream>
#include <sstream>

namespace gv::contract {
namespace {

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = 0; (at = text.find(separator, from)) != std::string::npos;) {
    parts.push_back(text.substr(from, at - from));
    from = at + separator.size();
  }
  parts.push_back(text.substr(from));
  return parts;
}

std::string with_account(const std::string& columns) {
  std::string list;
  for (const auto& column : split(columns, ", ")) {
    list += (list.empty() ? "" : ", ") + (column == "a" ? std::string("account_id") : column);
  }
  return list;
}

Table::Column column_of(const std::string& text) {
  const auto words = split(text, " ");
  const bool nullable = words[0].ends_with("?");
  return {.name = nullable ? words[0].substr(0, words[0].size() - 1) : words[0],
          .letter = words.size() > 1 ? words[1] : "",
          .nullable = nullable};
}

std::string foreign_key(const std::string& text) {
  const auto sides = split(text, " -> ");
  return "FOREIGN KEY (" + sides[0] + ") REFERENCES " + sides[1];
}

Table table_of(const std::string& line) {
  const auto parts = split(line, " | ");
  const auto head = split(parts[0], " ");
  Table table{.name = head[0],
              .of_account = head.size() > 1 && head[1].find('a') != std::string::npos};
  if (table.of_account) table.columns.push_back({.name = "account_id"});
  for (const auto& column : split(parts[2], ", ")) table.columns.push_back(column_of(column));
  const auto keys = split(parts[1], "; ");
  table.constraints.insert("PRIMARY KEY (" + with_account(keys[0]) + ")");
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const auto columns = keys[i].substr(3, keys[i].size() - 4);  // within "uq(" and ")"
    table.constraints.insert("UNIQUE (" + with_account(columns) + ")");
  }
  if (parts.size() > 3) {
    for (const auto& text : split(parts[3], "; ")) table.constraints.insert(foreign_key(text));
  }
  return table;
}

}  // namespace

std::vector<Table> listed_tables() {
  std::ifstream file(GV_SOURCE_DIR "/db/tables.txt");
  std::vector<Table> tables;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') tables.push_back(table_of(line));
  }
  return tables;
}

}  // namespace gv::contract
