#include "adapters/api/conversions.h"

#include <algorithm>
#include <array>
#include <span>

#include "adapters/api/ad_names.h"
#include "app/access/audit.h"
#include "app/fold_deal.h"

namespace gv::api {
namespace {

std::vector<CreditLine> credit_lines(const revenue::CreditSplit& split) {
  std::vector<CreditLine> lines;
  for (std::size_t i = 0; i < split.ads().size(); ++i) {
    lines.push_back({split.ads()[i].text(), split.numerators()[i], split.denominator(),
                     split.weight(split.ads()[i])});
  }
  return lines;
}

std::string leading_ad(const revenue::CreditSplit& split) {
  const auto most = std::max_element(split.numerators().begin(), split.numerators().end());
  return split.ads()[static_cast<std::size_t>(most - split.numerators().begin())].text();
}

ConversionLine line_of(const app::CreditedConversion& credited) {
  const auto& record = credited.conversion;
  ConversionLine line{.conversion_id = record.id,
                      .conversion_type = record.type,
                      .conversion_value = {},
                      .conversion_timestamp = record.at,
                      .ad_id = revenue::unattributed().text(),
                      .ad_name = {},
                      .attribution_method = "unattributed",
                      .deal_id = {},
                      .attributed_at = record.attributed_at};
  if (record.value_minor) line.conversion_value = Amount{*record.value_minor};
  if (record.crm && record.deal_id) line.deal_id = app::deal_key(*record.crm, *record.deal_id);
  if (credited.sets.empty()) return line;
  const auto& set = credited.sets.back().set;
  line.ad_id = leading_ad(set.split);
  line.attribution_method = to_text(set.method);
  line.attribution_confidence = set.confidence;
  line.overridden = set.origin == attribution::CreditOrigin::Override;
  return line;
}

CreditSetLine line_of(const attribution::CreditSet& set) {
  CreditSetLine line{.seq = set.seq,
                     .at = set.at,
                     .origin = std::string(to_text(set.origin)),
                     .model = std::string(to_text(set.model)),
                     .method = std::string(to_text(set.method)),
                     .confidence = set.confidence,
                     .credits = credit_lines(set.split),
                     .actor = {},
                     .reason = set.reason,
                     .config_version = set.config_version};
  if (!set.actor.empty()) line.actor = set.actor;
  return line;
}

ConversionAnswer whole_answer(const app::CreditedConversion& credited) {
  ConversionAnswer answer{.conversion = line_of(credited), .credit_sets = {}, .evidence = {}};
  for (const auto& [set, evidence] : credited.sets) {
    answer.credit_sets.push_back(line_of(set));
    answer.evidence = answer_of(evidence);
  }
  return answer;
}

Result<void> add_names(const TrackingServices& services, const app::AccountScope& scope,
                       std::span<ConversionLine* const> lines) {
  std::vector<std::string> ads;
  for (const auto* line : lines) ads.push_back(line->ad_id);
  GV_TRY(const auto names, names_of_ads(services.store, services.tree, scope, ads));
  for (auto* line : lines) line->ad_name = name_of_ad(names, line->ad_id);
  return {};
}

Result<ConversionAnswer> named_answer(const TrackingServices& services,
                                      const app::AccountScope& scope, const std::string& id) {
  GV_TRY(const auto found, services.conversions.show(scope, id));
  ConversionAnswer answer = whole_answer(found);
  GV_TRY(add_names(services, scope, std::array{&answer.conversion}));
  return answer;
}

Result<std::optional<app::ConversionCursor>> cursor_in(const ListConversionsRequest& request) {
  if (!request.cursor) return std::optional<app::ConversionCursor>();
  GV_TRY(const auto keys, keys_of(*request.cursor, 2));
  GV_TRY(const auto at, parse_time(keys[0], "cursor"));
  return app::ConversionCursor{at, keys[1]};
}

}  // namespace

Result<Collection<ConversionLine>> ListConversions::operator()(
    const Context& context, const ListConversionsRequest& request) const {
  GV_TRY(const auto before, cursor_in(request));
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto found,
         services.conversions.list(scope, before, static_cast<int>(request.rows_max()) + 1));
  Collection<ConversionLine> page;
  const std::size_t shown = std::min(found.size(), request.rows_max());
  for (std::size_t i = 0; i < shown; ++i) page.items.push_back(line_of(found[i]));
  std::vector<ConversionLine*> lines;
  for (auto& line : page.items) lines.push_back(&line);
  GV_TRY(add_names(services, scope, lines));
  if (found.size() > shown) {
    const auto& last = page.items.back();
    page.next_cursor = cursor_of({format_time(last.conversion_timestamp), last.conversion_id});
  }
  return page;
}

Result<ConversionAnswer> ShowConversion::operator()(const Context& context,
                                                    const ConversionRequest& request) const {
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  return named_answer(services, scope, request.id);
}

Result<ConversionPathAnswer> ShowConversionPath::operator()(
    const Context& context, const ConversionRequest& request) const {
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto path, services.conversions.path(scope, request.id));
  ConversionPathAnswer answer{.conversion_id = request.id, .touches = {}, .models = {}};
  std::vector<std::string> ads;
  for (const auto& touch : path.touches) ads.push_back(touch.ad.text());
  GV_TRY(const auto names, names_of_ads(services.store, services.tree, scope, ads));
  for (const auto& touch : path.touches) {
    answer.touches.push_back({touch.at, touch.ad.text(), name_of_ad(names, touch.ad.text()),
                              touch.campaign.text(), touch.click_id});
  }
  for (const auto& [asked, credit] : path.opinions) {
    answer.models.push_back(
        {std::string(to_text(asked)), credit.insufficient_data, credit_lines(credit.split)});
  }
  return answer;
}

Result<ConversionAnswer> OverrideConversion::operator()(const Context& context,
                                                        const OverrideRequest& request) const {
  GV_TRY(const auto ad, AdId::parse(request.ad_id, "ad_id"));
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  const app::Actor actor{.type = app::actor_type(*context.principal), .id = context.principal->id};
  GV_TRY(services.override_credit.run(scope, request.id, ad, request.reason, actor));
  return named_answer(services, scope, request.id);
}

}  // namespace gv::api
