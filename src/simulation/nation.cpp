#include "simulation/nation.h"

#include "simulation/population.h"
#include "simulation/respondent.h"

namespace sanaq::simulation {

struct Nation::Inside {
  std::shared_ptr<const Program> program;  // shared with whoever made the nation
  InterviewContext context;
  FormMap map;
  Population population;
  std::uint64_t seed = 0;
};

Nation::Nation(std::unique_ptr<const Inside> inside) : inside_(std::move(inside)) {}
Nation::Nation(Nation&&) noexcept = default;
Nation& Nation::operator=(Nation&&) noexcept = default;
Nation::~Nation() = default;

Result<Nation> Nation::make(std::shared_ptr<const Program> program, InterviewContext context,
                            const Codelist& territories, std::string_view calibration, NationOptions options) {
  SANAQ_TRY(auto targets, read_calibration(calibration));
  SANAQ_TRY(auto population, Population::make(std::move(targets), context.census_date, territories, options));
  FormMap map(program->form(), territories.name());
  return Nation(std::make_unique<const Inside>(
      Inside{std::move(program), context, std::move(map), std::move(population), options.seed}));
}

Json Nation::household(std::uint64_t number) const {
  SANAQ_CHECK(number < households_max);
  const Household household = inside_->population.household(number);
  Interview interview(inside_->program, inside_->context);
  SplitMix rng(inside_->seed + number * 0xD1B54A32D192ED03ULL);
  Respondent(inside_->map, household, interview, rng).answer_all();
  return write_answers(interview, Scope::on_path);
}

}  // namespace sanaq::simulation
