#include "core/insight/terms.h"

namespace gv::insight {
namespace {

using Text = std::string_view;

constexpr Text kPainPoint[] = {"تعبت من", "مللت من", "مللت",  "تعاني", "معاناة", "مشكلة",
                               "مشاكل",   "محبط",    "مزعج",  "صعب",   "صعوبة",  "ألم",
                               "آلام",    "قلق",     "إرهاق", "تضيع",  "زهقت"};
constexpr Text kAgitation[] = {"أسوأ",    "الأسوأ",     "تخيل",        "تخسر",
                               "كابوس",   "محرج",       "يوم بعد يوم", "مهما حاولت",
                               "لا ينفع", "بدون فائدة", "تزداد سوءا"};
constexpr Text kSolution[] = {"الحل",   "حل",  "نقدم لك", "نقدم لكم",     "أخيرا",      "يساعدك",
                              "تساعدك", "صمم", "مصمم",    "كل ما تحتاجه", "لهذا السبب", "تخلص من"};
constexpr Text kTransformation[] = {"قبل وبعد", "تحول",      "غير حياتي", "تغيرت حياتي", "أصبحت",
                                    "صرت",      "خلال أيام", "نتائج بعد", "حول",         "تغيير"};
constexpr Text kSocialProof[] = {"عملاؤنا",      "عملائنا", "آلاف العملاء", "آلاف الأشخاص",
                                 "تقييمات",      "تقييم",   "خمس نجوم",     "5 نجوم",
                                 "الأكثر مبيعا", "موثوق",   "يثق بنا",      "انضم إلى آلاف",
                                 "آراء العملاء", "حائز على"};
constexpr Text kUrgency[] = {
    "الآن",    "اليوم",           "أسرع",     "سارع",  "سارعوا",      "عاجل",
    "لا تفوت", "لا تنتظر",        "آخر فرصة", "ينتهي", "ينتهي قريبا", "لفترة محدودة",
    "فورا",    "قبل فوات الأوان", "آخر يوم"};
constexpr Text kScarcity[] = {"كمية محدودة",    "الكمية محدودة", "كميات محدودة",    "إصدار محدود",
                              "على وشك النفاد", "نفدت الكمية",   "حتى نفاد الكمية", "حصري",
                              "حصريا",          "أماكن محدودة",  "مقاعد محدودة"};
constexpr Text kAuthority[] = {"طبيب",   "أطباء", "دكتور", "خبير",         "خبراء",
                               "علميا",  "مثبت",  "معتمد", "موصى به",      "دراسة",
                               "دراسات", "أبحاث", "رسمي",  "براءة اختراع", "سنوات من الخبرة",
                               "محترفين"};
constexpr Text kBenefit[] = {"توفير", "وفر",     "أسرع من",   "أسهل",        "سهل",
                             "سهولة", "أفضل",    "شحن مجاني", "توصيل مجاني", "ضمان",
                             "مضمون", "استرداد", "يحسن",      "راحة",        "مريح",
                             "نتائج", "طاقة",    "بدون تعب",  "فائدة",       "فوائد"};

}  // namespace

std::span<const Text> persuasion_terms_ar(TermGroup group) {
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
