#include "adapters/settings/registry.h"

#include <algorithm>
#include <array>

namespace gv::settings {
namespace {

using enum Kind;

constexpr std::string_view kSafetyCategories =
    "alcohol,weapon,tobacco,drugs,adult,violence,hate,profanity,medical_claim,financial_claim";

/// Largest amount in major units: 10^15 minor units of a currency with three decimals.
constexpr double kMoneyMax = 1e12;

// Defaults are priors, all of them editable.
constexpr std::array kKeys{
    Key{"business.preset", Choice, "\"service_business\"", 0, 0,
        "service_business,lead_gen,ptd_fitness,ptd_fitness_15k,ecommerce,b2b_saas,hubspot_default",
        "", "Pipeline preset", "Stages of a sale, their values and win rates."},
    Key{"business.aov", Money, "null", 0.01, kMoneyMax, "", "currency", "Average order value",
        "What a won deal is worth on average. Unset: the preset's own. Stage values scale with "
        "it."},
    Key{"business.target_roas", Number, "2.0", 0.001, 1000, "", "ratio", "Target ROAS",
        "Value per unit of spend that an ad should bring."},
    Key{"business.target_cpa", Money, "null", 0.01, kMoneyMax, "", "currency", "Target CPA",
        "What a deal may cost. When set, ignorance_zone.spend is twice, min_spend_for_kill four "
        "times and min_spend once this amount, unless they are set themselves."},
    Key{"business.gross_margin", Number, "null", 1e-6, 1, "", "share", "Gross margin",
        "Share of revenue that is left after the cost of goods. Needed by objective profit."},
    Key{"business.sales_cycle_days", Number, "null", 0, 3650, "", "days", "Sales cycle",
        "Mean time from lead to deal. Unset: the preset's."},
    Key{"business.win_rate", Number, "0.60", 0, 1, "", "share", "Win rate",
        "Share of prospects who showed up that buy."},
    Key{"business.monthly_budget_cap", Money, "null", 0, kMoneyMax, "", "currency",
        "Monthly budget cap", "Nobody may plan to spend more in a month."},
    Key{"business.daily_budget_cap", Money, "null", 0, kMoneyMax, "", "currency",
        "Daily budget cap", "Nobody may plan to spend more in a day."},
    Key{"business.daily_budget", Money, "null", 0.01, kMoneyMax, "", "currency",
        "Daily budget to share",
        "What the scheduled run shares among the ads, every six hours. Unset: it ends and cuts ads "
        "and moves no money.",
        2},
    Key{"business.fiscal_day_start", ClockTime, "\"00:00\"", 0, 0, "", "local time",
        "Start of the day", "When a day of budgets and reports begins."},

    Key{"decision.mode", Choice, "\"pipeline\"", 0, 0, "auto,pipeline,direct", "", "Value mode",
        "pipeline: expected value of deals under way; direct: cash; auto: direct where deals close "
        "within a day."},
    Key{"decision.ignorance_zone.days", Number, "2", 0, 365, "", "days", "Ignorance zone, days",
        "A younger ad is only watched, unless a graded prediction moves it."},
    Key{"decision.ignorance_zone.spend", Money, "100", 0, kMoneyMax, "", "currency",
        "Ignorance zone, spend",
        "An ad that spent less is only watched, unless a graded prediction moves it."},
    Key{"decision.ignorance_zone.rule", Choice, "\"until_either\"", 0, 0, "until_either,until_both",
        "", "Ignorance zone, end", "Whether reaching one limit ends the zone or only both."},
    Key{"decision.blending.curve", Choice, "\"sigmoid\"", 0, 0,
        "sigmoid,linear,cosine,exponential,step,piecewise", "", "Blending curve",
        "How the displayed score moves from click rate to ROAS with age."},
    Key{"decision.blending.ctr_only_hours", Number, "6", 0, 8760, "", "hours",
        "Click rate alone until", "Until this age the score is the click rate."},
    Key{"decision.blending.transition_end_hours", Number, "48", 0, 8760, "", "hours",
        "Transition ends", "Age at which ROAS has its late weight."},
    Key{"decision.blending.late_roas_weight", Number, "0.9", 0, 1, "", "weight",
        "Late weight of ROAS", "Weight of ROAS at the end of the transition."},
    Key{"decision.kill_roas", Number, "0.5", 0, 1000, "", "ratio", "Kill ROAS",
        "Below it an ad with enough spend is suspected of losing money."},
    Key{"decision.min_roas", Number, "1.0", 0, 1000, "", "ratio", "Minimum ROAS",
        "Below it a budget rises only where the total is ordered (decision.allow_underspend). "
        "Unset: "
        "half the target."},
    Key{"decision.scale_roas", Number, "3.0", 0, 100000, "", "ratio", "Scaling ROAS",
        "Above it a budget may rise by max_increase_pct. Unset: 1.5 times the target."},
    Key{"decision.min_spend", Money, "50", 0, kMoneyMax, "", "currency", "Minimum spend",
        "Spend an ad needs before it is judged."},
    Key{"decision.min_conversions", Number, "5", 0, 1e6, "", "deals", "Minimum deals",
        "Deals an ad needs before the rule allocator judges it."},
    Key{"decision.learning_period_hours", Number, "24", 0, 8760, "", "hours", "Learning period",
        "Age an ad needs before the rule allocator judges it."},
    Key{"decision.min_spend_for_kill", Money, "200", 0, kMoneyMax, "", "currency",
        "Minimum spend for a kill", "Spend before ROAS alone can make an ad suspect."},
    Key{"decision.negative_roas_spend", Money, "100", 0, kMoneyMax, "", "currency",
        "Minimum spend for a kill, direct", "The same where value is cash."},
    Key{"decision.no_conversion_spend", Money, "100", 0, kMoneyMax, "", "currency",
        "Spend without a deal", "Matured spend after which an ad without a deal is suspect."},
    Key{"decision.scale_spend", Money, "200", 0, kMoneyMax, "", "currency",
        "Minimum spend to scale", "Spend before a budget may rise by max_increase_pct."},
    Key{"decision.confidence_threshold", Number, "0.70", 0.5, 1, "", "probability",
        "Confidence threshold", "Probability a claim needs before a budget moves on it."},
    Key{"decision.max_increase_pct", Percent, "50", 0, 1000, "", "%", "Largest increase",
        "Of a budget in one cycle."},
    Key{"decision.max_scale_pct", Percent, "20", 0, 1000, "", "%", "Ordinary increase",
        "Of a budget in one cycle, for an ad above target but not above scale_roas."},
    Key{"decision.max_decrease_pct", Percent, "50", 0, 100, "", "%", "Largest decrease",
        "Of a budget in one cycle, kills apart."},
    Key{"decision.deadband_pct", Percent, "5", 0, 100, "", "%", "Deadband",
        "Smaller changes of a budget are not made."},
    Key{"decision.min_daily_budget", Money, "10", 0, kMoneyMax, "", "currency",
        "Minimum daily budget", "No active budget unit gets less."},
    Key{"decision.launch_budget", Money, "20", 0, kMoneyMax, "", "currency", "Launch budget",
        "Daily budget a new unit starts with."},
    Key{"decision.min_ctr", Number, "0.005", 0, 1, "", "rate", "Minimum click rate",
        "Below it an ad with enough impressions is suspect."},
    Key{"decision.min_ctr_impressions", Whole, "1000", 0, 1e9, "", "impressions",
        "Impressions for min_ctr", "Fewer are no basis for a click rate."},
    Key{"decision.min_cvr", Number, "0.005", 0, 1, "", "rate", "Minimum deal rate",
        "Deals per click below which an ad with enough clicks is suspect."},
    Key{"decision.min_cvr_clicks", Whole, "100", 0, 1e9, "", "clicks", "Clicks for min_cvr",
        "Fewer are no basis for a deal rate."},
    Key{"decision.max_cpa_multiplier", Number, "3.0", 1, 1000, "", "ratio", "Largest CPA",
        "Cost per deal, in target CPAs, above which an ad is suspect."},
    Key{"decision.max_cpa_conversions", Number, "3", 0, 1e6, "", "deals",
        "Deals for the largest CPA", "Fewer are no basis for a cost per deal."},
    Key{"decision.kill_mode", Choice, "\"evidence\"", 0, 0, "evidence,legacy", "", "Kill mode",
        "legacy compares point estimates; for comparisons only."},
    Key{"decision.auto_kill", Flag, "true", 0, 0, "", "", "Kill without asking",
        "false: a kill becomes a request for approval."},
    Key{"decision.kill_alpha", Number, "0.10", 1e-6, 0.5, "", "probability", "Kill error",
        "Probability of ever killing an ad at its protect levels."},
    Key{"decision.kill_protect_ratio", Number, "0.5", 0, 1, "", "x target", "Protected ROAS",
        "ROAS, as a share of the target, that a kill must be sure to lie below."},
    Key{"decision.kill_provisional", Number, "0.95", 0.5, 1, "", "probability", "Provisional kill",
        "Probability of lying below the protected ROAS that pauses an ad."},
    Key{"decision.kill_revive", Number, "0.5", 0, 1, "", "probability", "Revival",
        "Probability of lying above it that brings a paused ad back."},
    Key{"decision.evidence_mode", Choice, "\"full\"", 0, 0, "full,schedule", "", "Evidence",
        "schedule weighs deals by the blending curve."},
    Key{"decision.half_life_click_days", Number, "3", 0.1, 365, "", "days", "Memory for clicks",
        "Half-life of click rates and prices."},
    Key{"decision.half_life_value_days", Number, "60", 0.1, 3650, "", "days", "Memory for deals",
        "Half-life of deal rates and values."},
    Key{"decision.draws", Whole, "1000", 10, 1e6, "", "draws", "Posterior draws",
        "Per ad and cycle."},
    Key{"decision.allocation_draws", Whole, "200", 1, 1e6, "", "draws", "Allocation draws",
        "Of them, how many feed the allocation."},
    Key{"decision.allocator", Choice, "\"curve\"", 0, 0, "curve,probability_best,softmax,optimizer",
        "", "Allocator", "How a total becomes budgets."},
    Key{"decision.response_elasticity", Number, "0.35", 0.05, 0.95, "", "", "Response elasticity",
        "How fast the value of more spend falls."},
    Key{"decision.response_half_saturation", Money, "null", 0.01, kMoneyMax, "", "currency",
        "Half-saturation spend", "A day. Unset: five times the median budget of a unit."},
    Key{"decision.unattributed_uplift", Number, "1.0", 1, 2, "", "ratio", "Unattributed uplift",
        "Total deals over attributed deals."},
    Key{"decision.objective", Choice, "\"value\"", 0, 0, "value,profit", "", "Objective",
        "profit keeps money back where one more unit of spend earns less than it costs."},
    Key{"decision.allow_underspend", Flag, "false", 0, 0, "", "", "Underspend allowed",
        "true: what has no good use stays in reserve."},
    Key{"decision.seed_policy", Choice, "\"per_run\"", 0, 0, "per_run", "", "Seed policy",
        "Where the seed of the random draws comes from."},

    Key{"executor.mode", Choice, "\"approve\"", 0, 0, "observe,approve,auto", "", "Execution mode",
        "observe: nothing is sent; approve: a person says yes first; auto: sent at once."},
    Key{"executor.per_hour", Whole, "15", 1, 15, "", "changes", "Changes an hour",
        "Sent to one platform account."},
    Key{"executor.per_day", Whole, "100", 1, 100, "", "changes", "Changes a day",
        "Sent to one platform account."},
    Key{"executor.velocity_pct_6h", Percent, "20", 0, 20, "", "%", "Velocity, 6 hours",
        "Largest change of a budget within six hours."},
    Key{"executor.velocity_pct_24h", Percent, "50", 0, 50, "", "%", "Velocity, 24 hours",
        "Largest change of a budget within a day."},
    Key{"executor.jitter_ms_min", Whole, "3000", 0, 600000, "", "ms", "Shortest pause",
        "Between two changes of an account."},
    Key{"executor.jitter_ms_max", Whole, "18000", 0, 600000, "", "ms", "Longest pause",
        "Between two changes of an account."},
    Key{"executor.dither.enabled", Flag, "false", 0, 0, "", "", "Budget dithering",
        "An experiment that varies budgets to learn how value responds to spend."},
    Key{"executor.fuzz_pct", Percent, "3", 0, 10, "", "%", "Dither amplitude",
        "Does nothing while dithering is off."},
    Key{"executor.batch_enabled", Flag, "true", 0, 0, "", "", "Batches",
        "Send several changes in one request."},
    Key{"executor.batch_size", Whole, "10", 1, 50, "", "changes", "Batch size",
        "Changes in one request."},
    Key{"executor.auto_max_change_pct", Percent, "20", 0, 1000, "", "%", "Largest automatic change",
        "A larger one waits for approval."},
    Key{"executor.auto_max_amount", Money, "null", 0, kMoneyMax, "", "currency",
        "Largest automatic amount", "A change by more waits for approval."},
    Key{"executor.four_eyes", Flag, "false", 0, 0, "", "", "Four eyes",
        "Nobody approves a change they proposed."},
    Key{"executor.active_hours", ClockSpan, "null", 0, 0, "", "local time", "Active hours",
        "Changes are sent within them only, such as \"08:00-20:00\", by the account's clock; "
        "pauses that "
        "a person asks for and those of an emergency stop go at any time."},
    Key{"executor.change_ttl_hours", Number, "6", 0.1, 720, "", "hours", "Life of a change",
        "A change not sent by then is dropped."},

    Key{"fatigue.frequency", Numbers, "[3, 5, 8, 12]", 0, 1000, "", "impressions a person",
        "Frequency levels", "Watch, warning, critical and exhausted, over seven days."},
    Key{"fatigue.ctr_decline", Numbers, "[0.20, 0.40]", 0, 1, "", "share", "Click rate decline",
        "Warning and critical, against the baseline."},
    Key{"fatigue.cpm_increase", Numbers, "[0.30, 0.50]", 0, 100, "", "share", "Price increase",
        "Warning and critical, net of the account's."},
    Key{"fatigue.lookback_days", Whole, "7", 3, 90, "", "days", "Baseline window",
        "Days the best earlier click rate is pooled over."},
    Key{"fatigue.remediation", Choice, "\"queue\"", 0, 0, "alert,queue,auto", "", "Remediation",
        "What is done about a worn-out ad."},
    Key{"fatigue.reduce_pct", Percent, "20", 0, 100, "", "%", "Reduction",
        "Of the budget of a worn-out ad, per cycle."},
    Key{"pipeline.stages", Stages, "null", 0, 0, "", "", "Stages",
        "Stages of a sale, in order, with their values in the account's currency and the CRM's "
        "names "
        "for them. Unset: the preset's.",
        2},
    Key{"pipeline.value_mode", Choice, "null", 0, 0, "fixed,probability", "", "Value of open deals",
        "fixed: the value of the stage; probability: win probability times amount. Unset: the "
        "preset's.",
        2},
    Key{"pipeline.won_amount", Choice, "\"deal_amount\"", 0, 0, "deal_amount,aov", "",
        "Value of won deals",
        "deal_amount: the deal's own amount, the average order value where it has none; aov: "
        "always "
        "the average order value.",
        2},
    Key{"pipeline.decay.grace_mult", Number, "2.0", 0, 100, "", "x days to close", "Grace",
        "An open deal keeps its full value for so many times its stage's days to close.", 2},
    Key{"pipeline.decay.half_life_days", Number, "null", 0, 3650, "", "days", "Half-life",
        "Of an open deal's value after the grace. Unset: the sales cycle.", 2},
    Key{"pipeline.decay.stale_after_days", Number, "null", 0, 3650, "", "days", "Stale after",
        "An open deal that stood still for longer counts nothing. Unset: four sales cycles, at "
        "least "
        "30 days.",
        2},

    Key{"attribution.model", Choice, "\"last_touch\"", 0, 0,
        "first_touch,last_touch,linear,time_decay,position_based,shapley,shapley_rate,markov", "",
        "Model", "How the credit of a sale is shared among the ads before it.", 2},
    Key{"attribution.half_life_days", Number, "7", 0.1, 365, "", "days", "Half-life of a touch",
        "Days in which a touch loses half of its weight. Used by time_decay.", 2},
    Key{"attribution.window_days", Whole, "7", 1, 90, "", "days", "Click window",
        "A click counts for a first conversion that comes within it.", 2},
    Key{"attribution.identity_window_days", Whole, "30", 1, 90, "", "days", "Identity window",
        "The same for a click that is found by hashed e-mail or phone.", 2},
    Key{"attribution.fingerprint_window_days", Whole, "7", 1, 30, "", "days", "Device window",
        "The same for a click that is found by the device's fingerprint.", 2},
    Key{"attribution.probabilistic_window_hours", Whole, "24", 1, 48, "", "hours",
        "Likeness window", "The same for a click that is likely the person's.", 2},
    Key{"attribution.confidence.click_id", Number, "1.0", 0, 1, "", "probability",
        "Confidence of a click id", "Share of a deal's value that a match by click id is worth.",
        2},
    Key{"attribution.confidence.identity", Number, "0.95", 0, 1, "", "probability",
        "Confidence of an identity", "The same by hashed e-mail or phone.", 2},
    Key{"attribution.confidence.fingerprint", Number, "0.90", 0, 1, "", "probability",
        "Confidence of a device", "The same by fingerprint, until it is measured.", 2},
    Key{"attribution.confidence.probabilistic", Number, "0.70", 0, 1, "", "probability",
        "Confidence of likeness", "The same by likeness, at most, until it is measured.", 2},
    Key{"attribution.fingerprint_enabled", Flag, "null", 0, 0, "", "", "Fingerprints",
        "Whether devices may be recognised by a hash of their traits; needs consent besides. "
        "Unset: "
        "not in the EEA, the United Kingdom and Switzerland.",
        2},
    Key{"attribution.fingerprint_ttl_days", Whole, "7", 1, 30, "", "days", "Life of a fingerprint",
        "Its hash is erased after it.", 2},
    Key{"attribution.raw_retention_days", Whole, "7", 0, 7, "", "days", "Life of addresses",
        "IP address and user agent are kept sealed for conversion reports, then erased.", 2},
    Key{"attribution.click_retention_days", Whole, "90", 1, 400, "", "days", "Life of a click",
        "A click is deleted after it.", 2},
    Key{"attribution.identity_retention_days", Whole, "30", 1, 90, "", "days",
        "Life of an identity link",
        "A link of hashed e-mail or phone to a click is deleted after it.", 2},
    Key{"attribution.calling_code", Whole, "null", 1, 999, "", "", "Calling code",
        "Country code of phone numbers that are written without one: 971.", 2},

    Key{"capi.dataset_id", Text, "null", 0, 0, "", "", "Data set",
        "Of Meta (once called pixel), digits: stages of deals are told to it as conversions, by "
        "the "
        "token of the ad account's connection. Unset: nothing is told.",
        2},
    Key{"capi.test_event_code", Text, "null", 0, 0, "", "", "Test code",
        "Of the data set's test page: what POST /api/meta/capi/test sends shows up there. Events "
        "of "
        "deals never carry it.",
        2},

    Key{"video.transcription.backend", Choice, "\"local\"", 0, 0, "local,openai,whispercpp", "",
        "Speech recognition",
        "local: on this machine, English, for hints only. The others send the speech of a video to "
        "base_url: openai as multipart upload with bearer key, whispercpp as its server takes it."},
    Key{"video.transcription.base_url", Text, "\"https://api.openai.com\"", 0, 0, "", "",
        "Speech server",
        "Address before /v1/audio/transcriptions or /inference. The key comes from "
        "GEMINIVIDEO_VIDEO_TRANSCRIPTION_API_KEY and never from a file of configuration."},
    Key{"video.transcription.model", Text, "\"whisper-1\"", 0, 0, "", "", "Speech model",
        "As the server of openai names it."},
    Key{"video.transcription.language", Text, "null", 0, 0, "", "ISO 639-1", "Language spoken",
        "Unset: the server finds out. openai only."},
    Key{"video.brand_safety.block", Terms, "[]", 0, 0, kSafetyCategories, "", "Words that block",
        "Seen or heard in a video, they make brand safety say block."},
    Key{"video.brand_safety.review", Terms, "[]", 0, 0, kSafetyCategories, "", "Words to look at",
        "Seen or heard in a video, they make brand safety say review."},

    Key{"api.origins", Origins, "[]", 0, 0, "", "origins", "Pages that may call",
        "Browsers let pages of these sites call every route with a key of the account.", 2},
    Key{"api.landing_origins", Origins, "[]", 0, 0, "", "origins", "Landing pages",
        "Browsers let pages of these sites report clicks with a key that may ingest.", 2},
};

}  // namespace

std::span<const Key> keys() { return kKeys; }

std::string listed(std::string_view choices) {
  std::string options(choices);
  for (auto at = options.find(','); at != std::string::npos; at = options.find(',', at + 2)) {
    options.replace(at, 1, ", ");
  }
  return options;
}

const Key* find_key(std::string_view path) {
  const auto* const found =
      std::find_if(kKeys.begin(), kKeys.end(), [&](const Key& key) { return key.path == path; });
  return found == kKeys.end() ? nullptr : found;
}

bool decides(std::string_view path) {
  return !path.starts_with("video.") && !path.starts_with("api.") && !path.starts_with("capi.");
}

bool is_section(std::string_view path) {
  return std::any_of(kKeys.begin(), kKeys.end(), [&](const Key& key) {
    return key.path.size() > path.size() && key.path.starts_with(path) &&
           key.path[path.size()] == '.';
  });
}

}  // namespace gv::settings
