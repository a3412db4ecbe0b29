#include "core/insight/terms.h"

namespace gv::insight {
namespace {

using Text = std::string_view;

constexpr Text kPainPoint[] = {"tired of",  "sick of",     "struggling", "struggle",    "struggles",
                               "problem",   "problems",    "frustrated", "frustrating", "hate",
                               "annoying",  "fed up",      "pain",       "painful",     "stressed",
                               "worried",   "cant sleep",  "waste",      "wasting",     "hard to",
                               "difficult", "overwhelmed", "stuck",      "suffering",   "suffer"};
constexpr Text kAgitation[] = {
    "even worse",   "worse",         "gets worse",       "imagine",
    "never ends",   "costing you",   "you are losing",   "youre losing",
    "keep losing",  "nothing works", "no matter what",   "what if you never",
    "embarrassing", "nightmare",     "every single day", "ruin",
    "ruins",        "ruined",        "ignore it"};
constexpr Text kSolution[] = {
    "solution",    "solves",     "solve",        "introducing", "meet the",    "thats why",
    "finally",     "the answer", "fix",          "fixes",       "helps you",   "designed to",
    "thats where", "with our",   "all you need", "made for",    "gets rid of", "no more"};
constexpr Text kTransformation[] = {
    "before and after", "transform",     "transforms", "transformed", "transformation",
    "changed my life",  "new me",        "from zero",  "in just",     "went from",
    "turn your",        "results after", "glow up",    "makeover",    "became"};
constexpr Text kSocialProof[] = {"customers love",
                                 "happy customers",
                                 "trusted by",
                                 "loved by",
                                 "reviews",
                                 "review",
                                 "testimonial",
                                 "testimonials",
                                 "join thousands",
                                 "rated",
                                 "5 stars",
                                 "five stars",
                                 "best seller",
                                 "bestseller",
                                 "best selling",
                                 "award winning",
                                 "thousands of people",
                                 "millions of people",
                                 "as seen on",
                                 "everyone is talking",
                                 "went viral",
                                 "customer favorite"};
constexpr Text kUrgency[] = {"now",
                             "today",
                             "hurry",
                             "limited time",
                             "urgent",
                             "ends soon",
                             "ends today",
                             "ends tonight",
                             "last day",
                             "last chance",
                             "dont wait",
                             "dont miss",
                             "before its too late",
                             "right now",
                             "immediately",
                             "act fast",
                             "tonight only",
                             "today only",
                             "this week only",
                             "deadline",
                             "expires",
                             "final hours",
                             "countdown"};
constexpr Text kScarcity[] = {
    "limited stock",       "limited edition",   "limited supply", "only a few left",
    "almost gone",         "selling fast",      "selling out",    "sold out",
    "while supplies last", "while stocks last", "few left",       "left in stock",
    "low stock",           "exclusive",         "limited spots",  "spots left",
    "seats left",          "last pieces",       "back in stock"};
constexpr Text kAuthority[] = {"doctor",         "doctors",      "dermatologist",
                               "dentist",        "expert",       "experts",
                               "scientist",      "scientists",   "clinically",
                               "clinical",       "proven",       "certified",
                               "approved by",    "patented",     "research",
                               "study shows",    "studies show", "professional",
                               "professionals",  "phd",          "years of experience",
                               "recommended by", "official",     "engineer"};
constexpr Text kBenefit[] = {
    "save",        "saves",       "saving",         "faster",        "easier",       "easy",
    "effortless",  "better",      "longer lasting", "free shipping", "guarantee",    "guaranteed",
    "money back",  "boost",       "boosts",         "improve",       "improves",     "relief",
    "comfortable", "lightweight", "results",        "energy",        "healthier",    "smooth",
    "softer",      "stronger",    "so you can",     "you get",       "you will get", "youll get",
    "without the"};

}  // namespace

std::span<const Text> persuasion_terms_en(TermGroup group) {
  if (group == TermGroup::PainPoint) return kPainPoint;
  if (group == TermGroup::Agitation) return kAgitation;
  if (group == TermGroup::Solution) return kSolution;
  if (group == TermGroup::Transformation) return kTransformation;
  if (group == TermGroup::SocialProof) return kSocialProof;
  if (group == TermGroup::Urgency) return kUrgency;
  if (group == TermGroup::Scarcity) return kScarcity;
  if (group == TermGroup::Authority) return kAuthority;
  if (group == TermGroup::Benefit) return kBenefit;
  return {};
}

}  // namespace gv::insight
