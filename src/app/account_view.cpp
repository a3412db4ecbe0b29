#include "app/account_view.h"

namespace gv::app {

Result<std::unique_ptr<AccountView>> AccountView::of(const decide::CycleInput& input,
                                                     const decide::Config& config,
                                                     const ParallelFor& parallel) {
  GV_TRY(decide::check(config));
  GV_TRY(decide::check_account(input));
  auto view = std::unique_ptr<AccountView>(new AccountView());
  view->valid_ = decide::validate(input);
  view->beliefs_ = decide::form_beliefs(input, view->valid_, config, parallel);
  view->assessment_ = decide::assess(input, view->valid_, view->beliefs_, config, parallel);
  view->half_saturation_ = decide::half_saturation(view->assessment_, config);
  return view;
}

}  // namespace gv::app
