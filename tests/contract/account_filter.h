#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gv::contract {

/// The tables of `account_tables` that a statement reaches without being held to one account, each
/// with its place: "FROM events". Nothing: every one is.
///
/// A table in FROM, JOIN, UPDATE or DELETE is held by `account_id = $n` in the conditions of its
/// own query, qualified by its alias where several tables are there, or by
/// `its.account_id = other.account_id` with a table that is held. An INSERT is held when account_id
/// is its first column and the first value is a parameter or the account_id of a query.
[[nodiscard]] std::vector<std::string> unheld_tables(std::string_view statement,
                                                     const std::set<std::string>& account_tables);

}  // namespace gv::contract
