#include "adapters/meta_double/batch.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "adapters/meta_double/faults.h"
#include "adapters/meta_double/objects.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::meta_double {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

constexpr std::size_t kOperationsMax = 50;
constexpr std::string_view kReference = "{result=";

/// One entry of `batch`.
struct Entry {
  std::string method{"GET"};
  std::string address;
  std::string body;
  std::string name;
  std::string depends_on;
  std::optional<bool> omit;
  bool headers{true};
};

std::string text_at(const object& from, std::string_view name) {
  const auto* const found = from.if_contains(name);
  return found == nullptr || found->is_null() ? std::string() : text_of(*found);
}

std::optional<bool> flag_at(const object& from, std::string_view name) {
  const auto text = text_at(from, name);
  if (text.empty()) return std::nullopt;
  return text == "true" || text == "1";
}

std::optional<Entry> entry_of(const value& from, bool headers) {
  const auto* const given = from.if_object();
  if (given == nullptr) return std::nullopt;
  Entry entry{.method = text_at(*given, "method"),
              .address = text_at(*given, "relative_url"),
              .body = text_at(*given, "body"),
              .name = text_at(*given, "name"),
              .depends_on = text_at(*given, "depends_on"),
              .omit = flag_at(*given, "omit_response_on_success"),
              .headers = flag_at(*given, "include_headers").value_or(headers)};
  if (entry.method.empty() || entry.address.empty()) return std::nullopt;
  return entry;
}

/// The operations and what they have come to so far.
class Batch {
 public:
  Batch(Platform& platform, const Call& call, std::vector<Entry> entries)
      : platform_(platform), call_(call), entries_(std::move(entries)) {}

  array run() {
    array answers;
    for (const Entry& entry : entries_) answers.push_back(answer_to(entry));
    return answers;
  }

 private:
  value answer_to(const Entry& entry) {
    if (!entry.depends_on.empty() && !results_.contains(entry.depends_on)) return nullptr;
    auto request = request_of(entry);
    if (!request) return written(entry, refused(platform_, request.error()));
    const auto fault = next_fault(platform_, entry.method, request->path(), true);
    auto call = read_call(*request);
    if (!call) return written(entry, refused(platform_, call.error()));
    if (call->token.empty()) call->token = call_.token, call->proof = call_.proof;
    if (call->base.empty()) call->base = call_.base;
    if (const auto wrong = second_set(*call)) return written(entry, refused(platform_, *wrong));
    const auto outcome = perform(platform_, *call, fault);
    if (!outcome) return nullptr;
    if (outcome->status == 200 && !entry.name.empty()) results_[entry.name] = outcome->body;
    if (outcome->status == 200 && entry.omit.value_or(is_built_on(entry))) return nullptr;
    return written(entry, *outcome);
  }

  static value written(const Entry& entry, const Outcome& outcome) {
    object answer{{"code", outcome.status}, {"body", json::compact(outcome.body)}};
    if (!entry.headers) return answer;
    array headers{object{{"name", "Content-Type"}, {"value", "application/json; charset=UTF-8"}}};
    for (const auto& [name, text] : outcome.headers) {
      headers.push_back(object{{"name", name}, {"value", text}});
    }
    answer["headers"] = std::move(headers);
    return answer;
  }

  [[nodiscard]] Graph<Request> request_of(const Entry& entry) const {
    const auto address = with_results(entry.address);
    const auto body = with_results(entry.body);
    if (!address) return tl::unexpected(address.error());
    if (!body) return tl::unexpected(body.error());
    const bool rooted = address->starts_with('/');
    const std::string version = call_.version.empty() ? "" : "/" + call_.version;
    return Request{
        .method = entry.method,
        .target = address->starts_with("/v") ? *address
                  : rooted                   ? version + *address
                                             : version + "/" + *address,
        .headers = {{"content-type", body->starts_with('{') ? "application/json"
                                                            : "application/x-www-form-urlencoded"}},
        .body = *body};
  }

  /// "{result=name:$.id}" replaced; only paths of members are known.
  [[nodiscard]] Graph<std::string> with_results(std::string text) const {
    for (auto begin = text.find(kReference); begin != std::string::npos;
         begin = text.find(kReference, begin)) {
      const auto end = text.find('}', begin);
      const auto colon = text.find(":$.", begin);
      if (end == std::string::npos || colon == std::string::npos || colon > end) {
        return tl::unexpected(bad_parameter("batch", "has a reference that cannot be read"));
      }
      const auto name = text.substr(begin + kReference.size(), colon - begin - kReference.size());
      const auto member = text.substr(colon + 3, end - colon - 3);
      const auto found = results_.find(name);
      const auto* const result = found == results_.end() ? nullptr : found->second.if_object();
      const auto* const known = result == nullptr ? nullptr : result->if_contains(member);
      if (known == nullptr) {
        return tl::unexpected(bad_parameter("batch", "refers to a result that is not there"));
      }
      text.replace(begin, end - begin + 1, text_of(*known));
    }
    return text;
  }

  [[nodiscard]] bool is_built_on(const Entry& entry) const {
    if (entry.name.empty()) return false;
    const auto reference = std::string(kReference) + entry.name + ":";
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& one) {
      return one.depends_on == entry.name || one.address.find(reference) != std::string::npos ||
             one.body.find(reference) != std::string::npos;
    });
  }

  /// Changes of two ad sets of one campaign would race within the platform.
  std::optional<GraphError> second_set(const Call& call) {
    if (call.method == "GET" || call.path.size() != 1) return std::nullopt;
    const Object* const set = find_object(platform_, call.path.front());
    if (set == nullptr || set->kind != Kind::AdSet) return std::nullopt;
    const auto [first, is_new] = sets_.emplace(set->parent, set->id);
    if (is_new || first->second == set->id) return std::nullopt;
    return bad_parameter("batch", "changes two ad sets of one campaign");
  }

  Platform& platform_;
  const Call& call_;
  std::vector<Entry> entries_;
  std::map<std::string, value, std::less<>> results_;
  std::map<std::string, std::string> sets_;  ///< by campaign: the ad set that was changed
};

}  // namespace

Outcome run_batch(Platform& platform, const Call& call) {
  const auto* const list = call.find("batch")->if_array();
  if (list == nullptr || list->empty()) {
    return refused(platform, bad_parameter("batch", "must be a list of operations"));
  }
  if (list->size() > kOperationsMax) {
    return refused(platform, bad_parameter("batch", fmt::format("may hold at most {} operations",
                                                                kOperationsMax)));
  }
  const bool headers = call.text("include_headers").value_or("true") != "false";
  std::vector<Entry> entries;
  for (const auto& one : *list) {
    auto entry = entry_of(one, headers);
    if (!entry) {
      return refused(platform, bad_parameter("batch", "needs method and relative_url"));
    }
    entries.push_back(*std::move(entry));
  }
  return {.body = Batch(platform, call, std::move(entries)).run()};
}

}  // namespace gv::meta_double
