#pragma once
#include <memory>

#include "questionnaire/form.h"

namespace sanaq {

namespace engine {
struct Plan;
}

/// A form made ready to run: expressions flattened, places of answers laid out, "what must be computed again
/// when this changes" known. Built once a form (about 0.1 ms) and shared by any number of interviews and
/// threads: it never changes, and the codelists that filters use are indexed here. `form` must outlive it.
class Program {
 public:
  explicit Program(const Form& form);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  const Form& form() const;
  /// For the files of this room.
  const engine::Plan& plan() const { return *plan_; }

 private:
  std::unique_ptr<const engine::Plan> plan_;
};

}  // namespace sanaq
