#pragma once

#include <string>
#include <vector>

#include "adapters/files/columns.h"
#include "adapters/files/header.h"

namespace gv::files {

/// Notes the breakdown columns that are known by name: age, country, placement and their kin.
void find_breakdowns(const Header& header, Columns& columns);
void add(std::vector<std::size_t>& list, const Column& column);

/// `find_columns` for an export of Meta Ads Manager with English column names.
[[nodiscard]] Result<Columns> ads_manager_columns(const Header& header, const std::string& file);

}  // namespace gv::files
