#include "interview/interview.h"

#include "base/check.h"
#include "interview/state.h"
#include "interview/value_text.h"

namespace sanaq {

using namespace engine;

Interview::Interview(const Form& form, InterviewContext context)
    : Interview(std::make_shared<const Program>(form), context) {}

Interview::Interview(std::shared_ptr<const Program> program, InterviewContext context)
    : impl_(std::make_unique<Impl>(std::move(program), context)) {
  impl_->compute_all();
}

Interview::Interview(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Interview InterviewAccess::unopened(std::shared_ptr<const Program> program, InterviewContext context) {
  return Interview(std::make_unique<Impl>(std::move(program), context));
}

Interview::~Interview() = default;
Interview::Interview(Interview&&) noexcept = default;
Interview& Interview::operator=(Interview&&) noexcept = default;

const Form& Interview::form() const { return impl_->form; }
const std::shared_ptr<const Program>& Interview::program() const { return impl_->program; }
bool Interview::undo() { return impl_->undo(); }

bool Interview::on_path(Place place) const {
  const Impl::Spot s = impl_->spot(place);
  return s.node != nullptr && impl_->cell(*s.node, s.at).has(Cell::on_path);
}

Value Interview::value(Place place) const {
  const Impl::Spot s = impl_->spot(place);
  if (s.node == nullptr || !impl_->cell(*s.node, s.at).has(Cell::visible)) return {};
  return impl_->stored_value(*s.node, impl_->cell(*s.node, s.at));
}

Value Interview::stored(Place place) const {
  const Impl::Spot s = impl_->spot(place);
  if (s.node == nullptr) return {};
  const Cell& c = impl_->cell(*s.node, s.at);
  if (s.node->calculated && !s.node->keeps_first && !c.has(Cell::on_path)) return {};
  return impl_->stored_value(*s.node, c);
}

std::string Interview::text_of(NodeIndex node, const Value& value) const {
  return written_value(impl_->form, node, value);
}

const std::vector<ItemSlot>& Interview::items(NodeIndex list) const {
  static const std::vector<ItemSlot> none;
  const BlockIndex block = impl_->plan.block_of(list);
  return block == 0 ? none : impl_->cells.rows(block).order;
}

std::string_view Interview::item_id(ItemSlot item) const {
  return item < impl_->cells.items().size() ? std::string_view(impl_->cells.items()[item].id)
                                            : std::string_view{};
}

ItemSlot Interview::find_item(NodeIndex list, std::string_view id) const {
  for (const ItemSlot slot : items(list))
    if (impl_->cells.items()[slot].id == id) return slot;
  return no_item;
}

bool Interview::is_required(Place place) const {
  const Impl::Spot s = impl_->spot(place);
  if (s.node == nullptr || !s.node->asked || s.node->required == no_term) return false;
  const Cell& c = impl_->cell(*s.node, s.at);
  return c.has(Cell::on_path) && impl_->is_true(s.node->required, s.at, &c, false);
}

bool Interview::is_cleared(Place place) const {
  const Impl::Spot s = impl_->spot(place);
  if (s.node == nullptr || s.node->default_value == no_term) return false;
  const Cell& c = impl_->cell(*s.node, s.at);
  return c.state == Value::State::empty && c.has(Cell::settled);
}

std::vector<std::string> Interview::filter_values(Place place) const {
  const Impl::Spot s = impl_->spot(place);
  std::vector<std::string> out;
  if (s.node == nullptr) return out;
  const Cell& c = impl_->cell(*s.node, s.at);
  for (const FilterPlan& f : s.node->filter) {
    const TextResult value = impl_->evaluator.written(f.value, s.at, &c, 0);
    if (!value.present) return {};
    out.emplace_back(value.text);
  }
  return out;
}

std::vector<std::uint32_t> Interview::offered(Place place) const {
  const Impl::Spot s = impl_->spot(place);
  std::vector<std::uint32_t> out;
  if (s.node == nullptr || s.node->choices == nullptr) return out;
  const ChoiceList& list = *s.node->choices;
  const std::vector<std::string> wanted = filter_values(place);
  if (wanted.size() < s.node->filter.size()) return out;  // what the filter asks for is not known yet
  const auto fits = [&](const std::vector<std::string>& columns) {
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (s.node->filter[i].column >= columns.size() || columns[s.node->filter[i].column] != wanted[i])
        return false;
    return true;
  };
  if (list.codelist && !wanted.empty()) {
    for (const std::uint32_t row : list.codelist->where(s.node->filter[0].column, wanted[0]))
      if (fits(list.codelist->rows()[row].columns)) out.push_back(row);
    return out;
  }
  const std::size_t count = list.codelist ? list.codelist->rows().size() : list.choices.size();
  for (std::size_t i = 0; i < count; ++i)
    if (wanted.empty() || fits(list.choices[i].columns)) out.push_back(static_cast<std::uint32_t>(i));
  return out;
}

const std::vector<Finding>& Interview::findings() const { return impl_->findings(); }

bool Interview::complete() const {
  for (const Finding& f : impl_->findings())
    if (f.severity == Severity::hard || !f.passed) return false;
  return true;
}

Interview::Progress Interview::progress() const { return impl_->progress; }

std::vector<PassedFinding> Interview::passed() const {
  std::vector<PassedFinding> out;
  for (const Finding& f : impl_->findings()) {
    if (!f.passed) continue;
    const UnitIndex unit = f.kind == Finding::Kind::check ? impl_->plan.checks[f.check].unit
                                                          : impl_->plan.nodes[f.place.node].warning_unit;
    const ItemSlot other = f.kind == Finding::Kind::check ? no_item : f.place.other;
    const Pass* pass = impl_->find_pass(unit, f.item, other);
    SANAQ_CHECK(pass != nullptr);
    out.push_back({f, pass->note});
  }
  return out;
}

std::size_t Interview::memory_bytes() const { return sizeof(*this) + impl_->bytes(); }

}  // namespace sanaq
