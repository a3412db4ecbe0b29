#include "cli/help_topics.h"

#include <algorithm>
#include <array>

namespace gv::cli {
namespace {

struct Topic {
  std::string_view name;
  std::string_view text;
};

constexpr std::string_view kModes = R"(modes: what counts as value

  pipeline  A service business. A deal is worth what is expected of its stage today, and more or less
            as it moves on; cash comes weeks after the click. The default.
  direct    E-commerce. Value is cash revenue.

Set decision.mode in the configuration file: pipeline, direct or auto (as the business preset says).

Deals come late, so young spend is never counted as failed. Every decision says how much of its spend
is old enough to judge (metrics.maturity). An ad is ended for good only on evidence that holds however
often one looks (metrics.e_value); a provisional pause is taken back when late deals arrive.
)";

constexpr std::string_view kConfig = R"(config: account thresholds in a YAML file

  geminivideo decide ... --config geminivideo.yaml

    business:
      target_roas: 2.5
      aov: 120
    decision:
      min_daily_budget: 15      # a wrong place or name: exit 3 with the nearest known key

Amounts are major units of the account's currency. What is left out has its default; default amounts
are converted from USD and listed in warnings[]. `geminivideo config defaults` lists every key,
`geminivideo config schema` is a JSON Schema for editors.
)";

constexpr std::string_view kFiles = R"(files: what the commands read and write

Ads file (--ads): UTF-8 CSV with a header, also .csv.gz, amounts in major units.
  native       ad_id,campaign_id,budget_unit_id,status,start,end,impressions,clicks,spend,deals,
               pipeline_value,cash_revenue,current_budget,frequency,learning
               One row per ad and span. All but ad_id, impressions, clicks, spend and one of start
               and end may be absent or empty.
  Ads Manager  an export as it is, with English headers; total rows are skipped.
  other        --map field=Column,... onto the native names (`date` is the day of start and end,
               whatever hour it names; `conversions` is deals), --date-format, --timezone.
Deals file (--deals): deal_id,ad_id,stage,amount,click_at,occurred_at; one row per stage event.
               predict pipeline reads it too, without looking at ads and clicks, or a list of open
               deals: id,stage and where known amount,currency,age_in_stage_days.

A bad row goes to FILE.rejects.csv (from a pipe: stdin.rejects.csv) with its line and the reason; the
others count. An ad without a good row is in rejected[]. Rows that end after --now are rejected; --now
is the newest row end unless given. Dates lie in the years 2000 to 2099.
A file that is empty, binary, lacks a column or has no good row: exit 9.

decide --save RUN.json writes the run with all its inputs; `geminivideo replay RUN.json` decides it
again and compares. simulate --dump prints a scenario as the JSON file that --scenario reads.
evaluate reads logs of the Open Bandit Dataset: item_id, position (1 to 3), click, propensity_score.
)";

constexpr std::string_view kMedia = R"(media: videos and what is told of them

analyze reads MP4, MOV, M4V, 3GP, Matroska, WebM, AVI, MPEG-TS, MPEG, FLV, Ogg, GIF and single images.
The content decides, not the name. Playlists are refused: they could open other files. Decoding runs
in a process of its own without network; a file that breaks it costs that file alone.

  --profile fast      shots, motion, colour, sound
            standard  also faces and text on the screen
            deep      closer samples and speech recognition
  --analyzers LIST    only these of faces, objects, ocr and asr (speech recognition)
  --shot-detector N   how cuts are found; content, adaptive and others are those people know
  --salvage           use what a damaged file still holds (exit 10)
  --audio-only        listen, do not look
  --json              the document; one line each for several files
  --no-cache          look again; results are kept in $XDG_CACHE_HOME/geminivideo/analysis

Speech is recognised on this machine (English, of low quality: for hints only), or by the server of
video.transcription in the configuration; then, and only then, the sound leaves this machine. Words of
video.brand_safety that are seen or heard make brand_safety say block or review.

What was not measured is null, never zero. Scores of hook and call to action are priors: 50 of 100 is
no evidence. Limits: 4 GiB, one hour, 33 megapixels a frame, 240 frames a second (exit 6).
)";

constexpr std::string_view kStore = R"(store: where accounts, events and jobs are kept

Without options an SQLite file: geminivideo.db in $XDG_DATA_HOME/geminivideo (~/.local/share/geminivideo).
  --data-dir DIR   the folder of that file
  --db URL         sqlite:///absolute/path, sqlite:relative/path, or postgres://user@host/database

migrate            runs what is outstanding, forward only; SQLite keeps a copy FILE.before-NNNN.
migrate status     lists the migrations; migrate verify exits 3 unless all have run, unchanged.
backup FILE        SQLite, while it is in use; FILE.manifest.json beside it lists the rows and the hash
                   of every table, the last event number of every account and the SHA-256 of FILE.
                   PostgreSQL: pg_dump, or db copy into a file.
restore --verify FILE
                   checks that FILE is sound and holds what its manifest lists; exit 9 if not. To
                   restore, stop the program and put FILE in place of the store.
db copy --from URL --to URL
                   copies every table into an empty store and compares both: rows, and hashes that are
                   equal on both engines. Stop the program before: exit 6 when something wrote.

A store of another version than the program is exit 3, and the message names the command to run.
)";

constexpr std::string_view kExitCodes = R"(exit-codes: what the shell sees

   0  done (also with rejected rows)
   1  unexpected failure, or not available yet
   2  wrong use of the command line
   3  configuration: unknown key, value out of range; a store of another version
   4  not found: file, ad, scenario, policy, store
   5  not permitted
   6  refused by a rule: budget below the minimums, frozen budgets above the total, a replay that
      differs; decide --check when any change would be made; a video beyond a limit; a file or
      store that is not empty
   7  a platform, CRM or network failed
   8  timed out: a video that takes too long
   9  unusable input: empty, binary, column missing, no good row, no saved run, no video
  10  partly done: decide --strict and predict pipeline with rejected rows or deals; a part of a
      video, or of several
 130  interrupted

stdout is the result and nothing else; messages are on stderr, in the form
  error: what is wrong, where, what came, what is accepted
    try:  what to do
    code: ...   details: geminivideo help <topic>
)";

constexpr std::array<Topic, 6> kTopics{{{"modes", kModes},
                                        {"config", kConfig},
                                        {"files", kFiles},
                                        {"media", kMedia},
                                        {"store", kStore},
                                        {"exit-codes", kExitCodes}}};

constexpr std::string_view kOverview =
    R"(geminivideo shares an ad budget by what ads will earn, and sees what video ads show.

Here now:
  decide     share a daily budget among ads, with a reason for every ad
  explain    say why an ad gets the decision it gets
  fatigue    tell which creatives are wearing out
  kills      list the ads that should end, by the money that saves
  optimize   move budget from losers to winners by rules that fit on a page
  predict    forecast ROAS of ads, or revenue of open deals
  replay     recompute a saved run from its recorded inputs
  simulate   play policies on a simulated market and score them in money
  evaluate   estimate from a log what another policy would have earned
  analyze    see a video: shots, motion, faces, text, sound, hook and call to action
  hooks      judge the first three seconds of a video, and propose a way to open
  cta        judge the call to action of a video, and say it in other words
  storyboard lay the clips of a video out along a script, or name the parts of one
  serve      serve the interface over HTTP
  worker     do jobs, beside servers with --no-workers
  scheduler  queue what is due, beside servers with --no-workers
  migrate    bring the store to the schema of this program
  backup     copy the store into a file while it is in use
  restore    prove that a backup is whole (--verify)
  db         copy the store from SQLite to PostgreSQL, or back
  rebuild    make ads and experiments anew from the event log, or compare (--check)
  publish    have an approved creative made into an ad on Meta
  stop       stop all changes to ads at once, and pause what spends
  config     show what can be configured
  help       modes, config, files, media, store, exit-codes

Not here yet: connections to ad platforms and CRMs, users and keys, the dashboard.

Most likely next:
  geminivideo decide --ads export.csv --budget 1000 --currency USD
  geminivideo simulate --scenario S2 --policies battle_hardened,rules,ts_immediate --seeds 8
  geminivideo analyze ad.mp4 --report ad.html
)";

constexpr std::array<std::string_view, 44> kPlanned{
    "init",    "doctor",     "dna",       "variations", "render",   "preview",     "captions",
    "voice",   "assets",     "decisions", "plan",       "changes",  "apply",       "hold",
    "sync",    "stages",     "ledger",    "reconcile",  "capi",     "train",       "models",
    "learn",   "winners",    "council",   "director",   "pipeline", "export",      "import",
    "jobs",    "queues",     "schedules", "webhooks",   "alerts",   "reports",     "audit",
    "tail",    "accounts",   "users",     "keys",       "key",      "connections", "completion",
    "openapi", "attribution"};

}  // namespace

std::optional<std::string_view> topic_text(std::string_view topic) {
  for (const auto& [name, text] : kTopics) {
    if (name == topic) return text;
  }
  return std::nullopt;
}

std::vector<std::string> topic_names() {
  std::vector<std::string> names;
  for (const auto& topic : kTopics) names.emplace_back(topic.name);
  return names;
}

std::string_view overview_text() { return kOverview; }

bool is_planned_command(std::string_view name) {
  return std::find(kPlanned.begin(), kPlanned.end(), name) != kPlanned.end();
}

}  // namespace gv::cli
