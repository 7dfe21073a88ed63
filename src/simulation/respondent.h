#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/rng.h"
#include "interview/interview.h"
#include "simulation/person.h"

namespace sanaq::simulation {

/// Which question of a form asks for what a synthetic person can tell. Made once a form.
struct FormMap {
  std::vector<std::size_t> topics;           // by node; no_topic: nothing to tell
  std::vector<std::string> level_languages;  // by node: "kk" where it asks how well Kazakh is known
  std::vector<bool> territories;             // by node: an option is a territory
  NodeIndex people = no_node;                // the list of persons

  FormMap(const Form& form, std::string_view territory_list);
};

/// Answers an interview as the household would: question by question in the order of the form, only what is asked;
/// what the household cannot tell is invented from the options offered or numbers allowed. Then mends what rules find.
class Respondent {
 public:
  Respondent(const FormMap& map, const Household& household, Interview& interview, Rng& rng);
  /// Leaves the interview complete unless the form cannot be satisfied by a bounded number of tries.
  void answer_all();

 private:
  void answer_form();
  void answer_list(NodeIndex list);
  void answer(Place place);
  bool tell(Place place, const std::string& text);
  bool tell_territory(Place place, const Settlement& settlement);
  std::string known_answer(Place place) const;
  const Person* person_at(ItemSlot item) const;
  void invent(Place place);
  void invent_choice(Place place);
  void invent_number(Place place);
  void invent_text(Place place);
  bool has_finding(Place place) const;
  bool mend();
  void mend(const Finding& finding);
  void redraw(const Finding& finding);
  void pass(const Finding& finding);
  void add_item(NodeIndex list);

  const FormMap& map_;
  const Household& household_;
  Interview& interview_;
  const Form& form_;
  Rng& rng_;
  Operation operation_;
};

}  // namespace sanaq::simulation
