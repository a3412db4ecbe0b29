#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "base/currency.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::cli {

enum class OutputForm { Table, Json, Csv };

/// The options every command understands, as parsed.
struct Globals {
  std::string config;    ///< path; empty: none given
  std::string data_dir;  ///< folder of the store; empty: the default
  std::string db;        ///< URL of the store; empty: in `data_dir`
  OutputForm output{OutputForm::Table};
  std::uint64_t seed{0};
  std::optional<TimePoint> now;
  bool quiet{false};
};

/// One run of the program: the global options and the command that was chosen.
struct Session {
  Globals globals;
  std::function<int()> command;  ///< set by the chosen subcommand; empty: none was chosen
};

/// Writes a line for people to stderr, unless --quiet. Control characters are escaped.
void note(const Session& session, std::string_view line);

/// Adds a subcommand with its two worked examples. Options it does not know are looked up among the
/// global ones.
CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& about,
                      const std::string& examples);

/// Reads a whole number in [lo, hi] as an option value. Errors: InvalidInput naming the option.
[[nodiscard]] Result<std::int64_t> whole_option(std::string_view option, std::string_view text,
                                                std::int64_t lo, std::int64_t hi);
/// Reads a number in [lo, hi] as an option value. Errors: InvalidInput naming the option.
[[nodiscard]] Result<double> number_option(std::string_view option, std::string_view text,
                                           double lo, double hi);
/// Reads an amount above 0 in major units; returns minor units, at most 2^50. More decimals than
/// the currency has are refused: "10.005" cannot be paid, "10.000" may mean ten thousand. Errors:
/// InvalidInput, Overflow naming the option.
[[nodiscard]] Result<std::int64_t> amount_option(std::string_view option, std::string_view text,
                                                 Currency currency);
/// Splits "a,b,c". Errors: InvalidInput for an empty item.
[[nodiscard]] Result<std::vector<std::string>> list_option(std::string_view option,
                                                           std::string_view text);

}  // namespace gv::cli
