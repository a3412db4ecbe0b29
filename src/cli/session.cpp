#include "cli/session.h"

#include <charconv>
#include <cstdio>

#include <fmt/format.h>

#include "base/money.h"
#include "base/text.h"
#include "base/utf8.h"

namespace gv::cli {
namespace {

constexpr std::int64_t kAmountMax = std::int64_t{1} << 50;

template <class Number>
std::optional<Number> parse(std::string_view text) {
  Number value{};
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

template <class Number>
Result<Number> in_range(std::string_view option, std::string_view text, Number lo, Number hi,
                        const char* kind) {
  const auto value = parse<Number>(text);
  if (!value || !(*value >= lo && *value <= hi)) {
    return fail(ErrorCode::InvalidInput, std::string(option),
                fmt::format("must be {} from {} to {}, got \"{}\"", kind, lo, hi, text));
  }
  return *value;
}

}  // namespace

void note(const Session& session, std::string_view line) {
  if (!session.globals.quiet) fmt::print(stderr, "{}\n", printable(line));
}

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& about,
                      const std::string& examples) {
  auto* command = app.add_subcommand(name, about);
  command->fallthrough();
  command->footer("Examples:\n" + examples + "\nOptions of every command: geminivideo --help");
  return command;
}

Result<std::int64_t> whole_option(std::string_view option, std::string_view text, std::int64_t lo,
                                  std::int64_t hi) {
  return in_range<std::int64_t>(option, text, lo, hi, "a whole number");
}

Result<double> number_option(std::string_view option, std::string_view text, double lo, double hi) {
  return in_range<double>(option, text, lo, hi, "a number");
}

Result<std::int64_t> amount_option(std::string_view option, std::string_view text,
                                   Currency currency) {
  const auto refuse = [&](const std::string& rule) {
    return fail(ErrorCode::InvalidInput, std::string(option),
                fmt::format("must {}, got \"{}\"", rule, excerpt(text, 40)));
  };
  GV_TRY(const auto amount, Money::parse_major(text, currency, option));
  const auto point = text.find('.');
  const auto decimals = point == std::string_view::npos ? 0 : text.size() - point - 1;
  if (decimals > static_cast<std::size_t>(currency.exponent())) {
    return refuse(fmt::format("have at most {} in {}",
                              counted(static_cast<std::uint64_t>(currency.exponent()), "decimal"),
                              currency.code()));
  }
  if (amount.minor() <= 0) return refuse("be an amount above 0");
  if (amount.minor() > kAmountMax) {
    return refuse("be at most " + format_major(kAmountMax, currency));
  }
  return amount.minor();
}

Result<std::vector<std::string>> list_option(std::string_view option, std::string_view text) {
  std::vector<std::string> items;
  while (true) {
    const auto comma = text.find(',');
    const auto item = text.substr(0, comma);
    if (item.empty()) {
      return fail(ErrorCode::InvalidInput, std::string(option),
                  "must be names with commas between them, got an empty one");
    }
    items.emplace_back(item);
    if (comma == std::string_view::npos) return items;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace gv::cli
