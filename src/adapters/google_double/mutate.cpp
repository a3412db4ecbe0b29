#include "adapters/google_double/mutate.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "adapters/google_double/mutate_one.h"

namespace gv::google_double {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

constexpr std::string_view kSeveral = "googleAds";
constexpr std::size_t kOperationsMax = 10'000;
constexpr std::array<std::string_view, 5> kMembers{
    "operations", "mutateOperations", "partialFailure", "validateOnly", "responseContentType"};

/// A kind of resource, and what operations on it and their results are called among others.
struct Collection {
  Kind kind;
  std::string_view name;
  std::string_view operation;
  std::string_view result;
};
constexpr std::array<Collection, 6> kCollections{
    {{Kind::Budget, "campaignBudgets", "campaignBudgetOperation", "campaignBudgetResult"},
     {Kind::Campaign, "campaigns", "campaignOperation", "campaignResult"},
     {Kind::AdSet, "adGroups", "adGroupOperation", "adGroupResult"},
     {Kind::Ad, "adGroupAds", "adGroupAdOperation", "adGroupAdResult"},
     {Kind::Asset, "assets", "assetOperation", "assetResult"},
     {Kind::Criterion, "campaignCriteria", "campaignCriterionOperation",
      "campaignCriterionResult"}}};

AdsError malformed(std::string message) {
  return {.reason = "INVALID_INPUT", .message = std::move(message)};
}

/// An operation with the collection it is on, whichever way the request tells it.
struct Filed {
  const Collection* on{nullptr};
  const value* operation{nullptr};
};

Ads<Filed> filed(std::string_view collection, const value& given) {
  for (const auto& one : kCollections) {
    if (collection == one.name) return Filed{&one, &given};
    const auto* const members = given.if_object();
    if (collection != kSeveral || members == nullptr || members->size() != 1) continue;
    if (const auto* const own = members->if_contains(one.operation)) return Filed{&one, own};
  }
  return tl::unexpected(malformed("An operation on no resource that is known here."));
}

bool flag_at(const object& body, std::string_view name) {
  const auto* const found = body.if_contains(name);
  return found != nullptr && found->is_bool() && found->get_bool();
}

AdsError at_operation(AdsError error, std::string_view list, std::size_t index) {
  error.path.insert(error.path.begin(), {std::string(list), static_cast<int>(index)});
  return error;
}

std::optional<AdsError> wrong_body(const object& body, std::string_view list) {
  for (const auto& [name, one] : body) {
    if (std::find(kMembers.begin(), kMembers.end(), name) != kMembers.end()) continue;
    return malformed(
        fmt::format("Invalid JSON payload received. Unknown name \"{}\"", std::string_view(name)));
  }
  const auto* const operations = body.if_contains(list);
  if (operations == nullptr || !operations->is_array() || operations->get_array().empty()) {
    return field_error(list, "REQUIRED", "The required field was not present.");
  }
  if (operations->get_array().size() <= kOperationsMax) return std::nullopt;
  return AdsError{.family = "mutateError",
                  .reason = "TOO_MANY_MUTATE_OPERATIONS",
                  .message = "At most 10,000 operations."};
}

/// Every operation's result, or its error.
std::vector<Ads<object>> pass(Platform& platform, MutateContext context,
                              std::string_view collection, const array& operations) {
  std::vector<Ads<object>> results;
  for (const auto& given : operations) {
    const auto one = filed(collection, given);
    if (!one) {
      results.emplace_back(tl::unexpected(one.error()));
      continue;
    }
    auto name = mutate_one(platform, context, one->on->kind, *one->operation);
    if (!name) {
      results.emplace_back(tl::unexpected(std::move(name).error()));
      continue;
    }
    object result{{"resourceName", *std::move(name)}};
    if (collection == kSeveral) result = object{{one->on->result, std::move(result)}};
    results.emplace_back(std::move(result));
  }
  return results;
}

/// {"results": [...]}, with `{}` and a word about each operation that failed.
object answer_of(Platform& platform, std::vector<Ads<object>> results, std::string_view list,
                 std::string_view told_as) {
  array told;
  std::vector<AdsError> failed;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i]) {
      told.push_back(*std::move(results[i]));
      continue;
    }
    told.push_back(object());
    failed.push_back(at_operation(std::move(results[i]).error(), list, i));
  }
  object answer{{told_as, std::move(told)}};
  if (failed.empty()) return answer;
  answer["partialFailureError"] =
      object{{"code", 3},
             {"message", "Multiple errors in ‘details’. First error: " + failed.front().message},
             {"details", array{failure_of(failed, platform.new_trace())}}};
  return answer;
}

}  // namespace

Ads<object> mutate(Platform& platform, std::size_t account, std::string_view collection,
                   const object& body) {
  const bool several = collection == kSeveral;
  const std::string_view list = several ? "mutateOperations" : "operations";
  if (auto wrong = wrong_body(body, list)) return tl::unexpected(*std::move(wrong));
  const auto& operations = body.at(list).get_array();
  const bool partial = flag_at(body, "partialFailure");
  const bool dry = flag_at(body, "validateOnly");
  MutateContext context{.account = account, .dry = true};
  if (dry || !partial) {
    auto checked = pass(platform, context, collection, operations);
    const auto wrong = std::find_if(checked.begin(), checked.end(),
                                    [](const auto& one) { return !one.has_value(); });
    if (wrong != checked.end() && !partial) {
      const auto index = static_cast<std::size_t>(wrong - checked.begin());
      return tl::unexpected(at_operation(wrong->error(), list, index));
    }
    if (dry) {
      auto answer = answer_of(platform, std::move(checked), list, "results");
      answer.erase("results");  // nothing was done, so nothing is named
      return answer;
    }
  }
  context.dry = false;
  return answer_of(platform, pass(platform, context, collection, operations), list,
                   several ? "mutateOperationResponses" : "results");
}

}  // namespace gv::google_double
