#include "adapters/api/decision_list.h"

#include <algorithm>
#include <array>

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/value.hpp>

#include "adapters/api/ad_names.h"
#include "adapters/api/decision_lines.h"
#include "adapters/api/row_cursor.h"
#include "app/ports/authentication.h"
#include "base/money.h"
#include "core/belief/records.h"
#include "io/json/described.h"
#include "io/json/json.h"

namespace gv::api {
namespace {

tl::unexpected<Error> no_decision(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no decision \"" + id + "\".");
}

Result<std::vector<std::string>> names_in(const std::string& list, std::string_view where) {
  GV_TRY(const auto tree, json::parse(list, where));
  std::vector<std::string> names;
  GV_TRY(json::read_into(json::Field(tree, std::string(where)), names));
  return names;
}

Result<void> read_explanation(const std::string& text, DecisionAnswer& answer) {
  GV_TRY(const auto tree, json::parse(text, "explanation"));
  const json::Field root(tree, "explanation");
  GV_TRY(const auto words, root.member("text"));
  GV_TRY(json::read_into(words, answer.explanation));
  GV_TRY(const auto driven, root.member("policy_driven"));
  GV_TRY(answer.policy_driven, driven.boolean());
  GV_TRY(const auto triggered, root.member("triggered"));
  return json::read_into(triggered, answer.triggered);
}

Result<void> read_metrics(const std::string& text, DecisionAnswer& answer) {
  GV_TRY(const auto tree, json::parse(text, "metrics"));
  GV_TRY(const auto members, json::Field(tree, "metrics").members());
  for (const auto& [name, member] : members) {
    if (name == "value_known") {
      GV_TRY(answer.value_known, member.boolean());
    } else if (member.is_null()) {
      answer.metrics[std::string(name)] = std::nullopt;
    } else {
      GV_TRY(answer.metrics[std::string(name)], member.number());
    }
  }
  return {};
}

/// Of the ad `ad_id` in the document of its run.
Result<DecisionInputs> decision_inputs(const app::RunInputs& inputs, const std::string& ad_id) {
  const auto& ads = inputs.cycle.ads;
  const auto ad = std::find_if(ads.begin(), ads.end(), [&](const belief::AdState& one) {
    return one.key.platform + ":" + one.key.ad_id.text() == ad_id;
  });
  if (ad == ads.end()) {
    return fail(ErrorCode::UnusableInput, "inputs", "The run does not tell of " + ad_id + ".");
  }
  const auto totals = belief::totals_of(*ad);
  return DecisionInputs{.impressions = totals.impressions,
                        .clicks = totals.clicks,
                        .spend = {totals.spend_minor},
                        .pipeline_value = {round_half_away(totals.pipeline_value_minor)},
                        .cash_revenue = {round_half_away(totals.cash_minor)},
                        .deals = totals.deals,
                        .age_hours = belief::age_hours(*ad, inputs.cycle.now),
                        .data_as_of = ad->data_as_of};
}

Result<DecisionAnswer> decision_answer(const app::DecisionRecord& record,
                                       const std::string& document,
                                       const app::RunDocuments& documents) {
  DecisionAnswer answer{decision_line(record)};
  GV_TRY(read_explanation(record.explanation, answer));
  GV_TRY(read_metrics(record.metrics, answer));
  GV_TRY(answer.gates, names_in(record.gates, "gates"));
  GV_TRY(answer.actions, names_in(record.actions, "actions"));
  GV_TRY(const auto recorded, documents.read(document));
  GV_TRY(answer.inputs, decision_inputs(recorded.inputs, record.ad_id));
  return answer;
}

}  // namespace

BudgetDecision decision_named(std::string_view text) {
  constexpr std::array kTypes{
      decide::DecisionType::Observe,    decide::DecisionType::Maintain,
      decide::DecisionType::Scale,      decide::DecisionType::AggressiveScale,
      decide::DecisionType::Reduce,     decide::DecisionType::Kill,
      decide::DecisionType::Reactivate, decide::DecisionType::Queue};
  const auto type = std::find_if(kTypes.begin(), kTypes.end(), [&](decide::DecisionType one) {
    return decide::to_text(one) == text;
  });
  return type != kTypes.end() ? shown(*type) : BudgetDecision::Observe;
}

DecisionLine decision_line(const app::DecisionRecord& record) {
  const Amount current{record.current_budget_minor};
  const Amount recommended{record.recommended_budget_minor};
  const auto own = [&](const Amount& amount) {
    return record.shares_unit ? std::nullopt : std::optional(amount);
  };
  return {
      .id = record.id,
      .run_id = record.run_id,
      .ad_id = record.ad_id,
      .decision = decision_named(record.decision),
      .finality = record.finality,
      .reason_code = record.reason_code,
      .reason = record.reason,
      .confidence = record.confidence,
      .priority = record.priority,
      .current_budget = own(current),
      .recommended_budget = own(recommended),
      .unit = {record.budget_unit.value_or(record.ad_id), record.shares_unit, current, recommended},
      .status = record.status,
      .created_at = record.created_at,
      .expires_at = record.expires_at};
}

Result<Collection<ListedDecision>> ListDecisions::operator()(
    const Context& context, const ListDecisionsRequest& request) const {
  Collection<ListedDecision> page;
  if (request.run && !is_uuid(*request.run)) return page;
  app::DecisionFilter filter{.run_id = request.run,
                             .limit = static_cast<int>(request.rows_max()) + 1};
  if (request.action) {
    filter.decision = json::snake_case(boost::describe::enum_to_string(*request.action, ""));
  }
  GV_TRY(const auto from, row_cursor_in(request.cursor));
  if (from) filter.before = {from->at, from->id};
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  app::NamesById names;
  const auto read = [&](app::Transaction& transaction) -> Result<std::vector<app::DecisionRecord>> {
    if (request.ad) {
      GV_TRY(filter.ad_id, services.observe.resolve(transaction, *request.ad));
    }
    GV_TRY(auto found, services.decisions.list(transaction, filter));
    std::vector<std::string> ads;
    for (const auto& decision : found) ads.push_back(decision.ad_id);
    GV_TRY(names, services.tree.names(transaction, execute::EntityLevel::Ad, ads));
    return found;
  };
  GV_TRY(const auto rows, services.store.read(scope, read));
  const std::size_t listed = std::min(rows.size(), request.rows_max());
  for (std::size_t i = 0; i < listed; ++i) {
    page.items.push_back({decision_line(rows[i]), name_of_ad(names, rows[i].ad_id)});
  }
  if (rows.size() > listed) {
    page.next_cursor = row_cursor_of({page.items.back().created_at, page.items.back().id});
  }
  return page;
}

Result<DecisionAnswer> ShowDecision::operator()(const Context& context,
                                                const DecisionRequest& request) const {
  if (!is_uuid(request.id)) return no_decision(request.id);
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  app::DecisionRecord record;
  std::string document;
  GV_TRY(services.store.read(scope, [&](app::Transaction& transaction) -> Result<void> {
    GV_TRY(const auto found, services.decisions.decision(transaction, request.id));
    if (!found) return no_decision(request.id);
    GV_TRY(const auto inputs, services.decisions.inputs(transaction, found->run_id));
    if (!inputs) return no_decision(request.id);
    record = *found;
    document = *inputs;
    return {};
  }));
  return decision_answer(record, document, services.documents);
}

}  // namespace gv::api
