#pragma once

#include <span>
#include <string_view>

#include <boost/describe/enum.hpp>

#include "core/insight/terms.h"

namespace gv::insight {

/// What a call to action asks for.
enum class CtaType {
  Button,
  SwipeUp,
  LinkBio,
  ShopNow,
  LearnMore,
  SignUp,
  Download,
  CallNow,
  BookCall,
  GetOffer,
  Countdown,
  Custom,
};
BOOST_DESCRIBE_ENUM(CtaType, Button, SwipeUp, LinkBio, ShopNow, LearnMore, SignUp, Download,
                    CallNow, BookCall, GetOffer, Countdown, Custom)

/// A phrase that calls to action anywhere, or a verb that does so only where a sentence starts
/// with it: "get yours" calls, "I get it" does not.
struct CtaTerm {
  std::string_view text;
  CtaType type{CtaType::Custom};
  bool opens{false};  ///< only at the start of a sentence
};

/// The phrases and verbs of a language. Priors.
[[nodiscard]] std::span<const CtaTerm> cta_terms(Language language);

}  // namespace gv::insight
