#include "core/insight/terms.h"

namespace gv::insight {
namespace {

using Text = std::string_view;

// Bare auxiliaries are left out: "do it now" and "was $99" ask nothing.
constexpr Text kInterrogativeEn[] = {
    "who",        "whose",     "what",     "whats",       "when",          "where",    "why",
    "which",      "how",       "is it",    "is your",     "is this",       "are you",  "are your",
    "do you",     "does your", "did you",  "can you",     "could you",     "will you", "would you",
    "should you", "have you",  "has your", "ever wonder", "ever wondered", "isnt",     "arent",
    "dont you",   "didnt you", "wont you"};
// Without the words that are also "from" and "any".
constexpr Text kInterrogativeAr[] = {"هل",  "ما", "ماذا", "لماذا", "ليش", "متى",  "أين", "وين",
                                     "كيف", "كم", "شو",   "ايش",   "ألم", "أليس", "مين", "بماذا"};

constexpr Text kBeforeEn[] = {"before", "used to be", "day 1", "day one", "week 1"};
constexpr Text kBeforeAr[] = {"قبل", "سابقا", "كنت", "اليوم الأول"};
constexpr Text kAfterEn[] = {"after", "afterwards", "results after", "day 30", "week 4"};
constexpr Text kAfterAr[] = {"بعد", "بعدها", "النتيجة", "صرت", "أصبحت"};

constexpr Text kTestimonialEn[] = {
    "i love",          "i tried",       "i used",        "i lost",   "i gained",
    "i saved",         "i got",         "my results",    "my skin",  "my hair",
    "changed my life", "worked for me", "my experience", "my story", "review",
    "reviews",         "stars",         "star",          "★",        "rated",
    "testimonial",     "honest opinion"};
constexpr Text kTestimonialAr[] = {"جربت",   "جربته", "استخدمت", "أحببت", "تجربتي", "غير حياتي",
                                   "نتائجي", "تقييم", "تقييمات", "نجوم",  "رأيي",   "★"};

constexpr Text kRecommendationEn[] = {
    "recommend",     "recommended",  "recommends", "highly recommend", "you have to try",
    "you need this", "must have",    "worth it",   "my favorite",      "my favourite",
    "best purchase", "game changer", "i love"};
constexpr Text kRecommendationAr[] = {"أنصح",     "أنصحكم", "ننصح",  "أوصي",   "لازم تجرب",
                                      "لا يفوتك", "يستاهل", "يستحق", "المفضل", "أفضل شراء"};

constexpr Text kTutorialEn[] = {"how to", "step",     "steps",       "tutorial",  "first",
                                "then",   "guide to", "here is how", "heres how", "learn how"};
constexpr Text kTutorialAr[] = {"كيفية", "كيف",  "خطوة",  "خطوات", "شرح",
                                "طريقة", "أولا", "ثانيا", "ثم",    "تعلم"};

constexpr Text kUnboxingEn[] = {"unbox",        "unboxing",     "opening",   "package",
                                "whats inside", "just arrived", "in the box"};
constexpr Text kUnboxingAr[] = {"فتح الصندوق",    "فتح صندوق", "انبوكسنج", "أنبوكسينغ",
                                "محتويات العلبة", "وصلني",     "الطرد"};

constexpr Text kPeopleEn[] = {
    "people",   "customers", "customer",  "clients",     "users",     "members", "women",  "men",
    "families", "companies", "teams",     "reviews",     "review",    "ratings", "rating", "rated",
    "sold",     "orders",    "downloads", "subscribers", "followers", "buyers",  "others"};
constexpr Text kPeopleAr[] = {"شخص",    "أشخاص",    "عميل", "عملاء", "زبون",  "زبائن",
                              "مستخدم", "مستخدمين", "عضو",  "أعضاء", "عائلة", "شركة",
                              "تقييم",  "تقييمات",  "طلب",  "متابع", "تحميل"};

constexpr Text kOpenerEn[] = {"please", "so",        "and",   "now",  "just", "today", "then",
                              "go",     "dont wait", "hurry", "come", "yes",  "ok",    "okay"};
constexpr Text kOpenerAr[] = {"الآن", "اليوم", "يلا", "هيا", "فقط", "لا تنتظر", "إذن"};

}  // namespace

std::span<const Text> content_terms(TermGroup group, Language language) {
  const bool en = language == Language::En;
  using Terms = std::span<const Text>;
  switch (group) {
    case TermGroup::Interrogative:
      return en ? Terms(kInterrogativeEn) : Terms(kInterrogativeAr);
    case TermGroup::Before:
      return en ? Terms(kBeforeEn) : Terms(kBeforeAr);
    case TermGroup::After:
      return en ? Terms(kAfterEn) : Terms(kAfterAr);
    case TermGroup::Testimonial:
      return en ? Terms(kTestimonialEn) : Terms(kTestimonialAr);
    case TermGroup::Recommendation:
      return en ? Terms(kRecommendationEn) : Terms(kRecommendationAr);
    case TermGroup::Tutorial:
      return en ? Terms(kTutorialEn) : Terms(kTutorialAr);
    case TermGroup::Unboxing:
      return en ? Terms(kUnboxingEn) : Terms(kUnboxingAr);
    case TermGroup::People:
      return en ? Terms(kPeopleEn) : Terms(kPeopleAr);
    case TermGroup::Opener:
      return en ? Terms(kOpenerEn) : Terms(kOpenerAr);
    case TermGroup::PainPoint:
    case TermGroup::Agitation:
    case TermGroup::Solution:
    case TermGroup::Transformation:
    case TermGroup::SocialProof:
    case TermGroup::Urgency:
    case TermGroup::Scarcity:
    case TermGroup::Authority:
    case TermGroup::Benefit:
      return {};
  }
  return {};
}

std::span<const Text> terms_of(TermGroup group, Language language) {
  if (group < TermGroup::PainPoint) return content_terms(group, language);
  return language == Language::En ? persuasion_terms_en(group) : persuasion_terms_ar(group);
}

}  // namespace gv::insight
