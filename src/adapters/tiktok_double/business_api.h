#pragma once

#include "adapters/meta_double/front.h"
#include "adapters/tiktok_double/envelope.h"

namespace gv::tiktok_double {

/// Answers one request as TikTok's API for Business would, for the ad accounts of the market, whose
/// numbers are its advertisers: with HTTP 200 and a code, below /open_api/v1.3/, and with 404 where
/// the slash at the end is missing. The header Access-Token carries the market's token.
///
///   GET   advertiser/info/, {campaign,adgroup,ad}/get/
///   POST  {campaign,adgroup,ad}/create/, {campaign,adgroup}/update/,
///         {campaign,adgroup,ad}/status/update/
///   POST  file/video/ad/upload/, GET file/video/ad/{info,search}/
///   GET   report/integrated/get/
///
/// and the control plane of Meta's double below /__sim/. A fault "error" answers its `code` with
/// `body` for a message, "rate_limit" 40100, "expire_token" 40105.
[[nodiscard]] meta_double::Response answer(Platform& platform, const meta_double::Request& request);
/// The same without what the doubles of all platforms share (see front.h).
[[nodiscard]] meta_double::Response speak(Platform& platform, const meta_double::Request& request,
                                          const meta_double::Fault* fault);

}  // namespace gv::tiktok_double
