#include "cli/output_form.h"

namespace gv::cli {

Result<void> refuse_csv(const Session& session) {
  if (session.globals.output != OutputForm::Csv) return {};
  return fail(ErrorCode::InvalidInput, "--output", "must be table or json here, got csv");
}

}  // namespace gv::cli
