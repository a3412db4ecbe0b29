#include "core/insight/storyboard.h"

namespace gv::insight {
namespace {

using enum VisualPattern;

constexpr VisualPattern kOpening[] = {FaceCloseup, ActionMotion, TextHeavy, FastCuts, Unboxing};
constexpr VisualPattern kProblem[] = {FaceCloseup, TalkingHead, UgcStyle, Lifestyle};
constexpr VisualPattern kProduct[] = {ProductDemo, ProductFocus, TutorialDemo, Unboxing};
constexpr VisualPattern kProof[] = {Testimonial, TalkingHead, BeforeAfter, UgcStyle};
constexpr VisualPattern kChange[] = {BeforeAfter, ActionMotion, Lifestyle, TutorialDemo};
constexpr VisualPattern kClosing[] = {TextHeavy, ProductFocus};

constexpr std::string_view kShootHook = "A face close up with sudden movement in the first second";
constexpr std::string_view kShootProblem = "A calm shot of a person who shows the problem";
constexpr std::string_view kShootWorse = "A person in the middle of the problem, moderate movement";
constexpr std::string_view kShootSolution = "The product in use, lively, without a face, 5 to 15 s";
constexpr std::string_view kShootProof = "A customer speaking calmly to the camera, 3 to 10 s";
constexpr std::string_view kShootChange = "A person before and after, with movement, 2 to 6 s";
constexpr std::string_view kShootCta = "A still product shot with room for the call to action";

// Attention 0-3, interest 3-10, desire 10-25, proof 25-35, action 35-45.
constexpr StorySection kAida[] = {
    {"attention", 0.0, 3.0, Trigger::Hook, kOpening, true, true, kShootHook},
    {"interest", 3.0, 10.0, Trigger::PainPoint, kProblem, true, false, kShootProblem},
    {"desire", 10.0, 25.0, Trigger::Solution, kProduct, false, false, kShootSolution},
    {"proof", 25.0, 35.0, Trigger::SocialProof, kProof, true, false, kShootProof},
    {"action", 35.0, 45.0, Trigger::Cta, kClosing, false, true, kShootCta}};

constexpr StorySection kPas[] = {
    {"hook", 0.0, 3.0, Trigger::Hook, kOpening, true, true, kShootHook},
    {"problem", 3.0, 12.0, Trigger::PainPoint, kProblem, true, false, kShootProblem},
    {"agitate", 12.0, 18.0, Trigger::Agitation, kProblem, true, false, kShootWorse},
    {"solve", 18.0, 27.0, Trigger::Solution, kProduct, false, false, kShootSolution},
    {"cta", 27.0, 30.0, Trigger::Cta, kClosing, false, true, kShootCta}};

constexpr StorySection kTransformation[] = {
    {"before", 0.0, 5.0, Trigger::PainPoint, kProblem, true, false, kShootProblem},
    {"low_point", 5.0, 15.0, Trigger::Agitation, kProblem, true, false, kShootWorse},
    {"discovery", 15.0, 25.0, Trigger::Solution, kProduct, false, false, kShootSolution},
    {"journey", 25.0, 35.0, Trigger::Transformation, kChange, true, false, kShootChange},
    {"after_cta", 35.0, 40.0, Trigger::Cta, kClosing, false, true, kShootCta}};

}  // namespace

std::span<const StorySection> sections_of(StoryboardTemplate kind) {
  switch (kind) {
    case StoryboardTemplate::Aida:
      return kAida;
    case StoryboardTemplate::Pas:
      return kPas;
    case StoryboardTemplate::Transformation:
      return kTransformation;
  }
  return {};
}

}  // namespace gv::insight
