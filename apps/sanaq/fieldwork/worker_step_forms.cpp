#include "base/text.h"
#include "page/html.h"
#include "sanaq/fieldwork/worker_pages.h"
#include "sanaq/fieldwork/worker_words.h"

namespace sanaq {
namespace {

using page::Html;

/// The form of one step, by its name.
class StepForm {
 public:
  StepForm(const Office& office, const OfficeVisit& visit, const Worker& worker)
      : office_(office), visit_(visit), worker_(worker) {}

  std::string render(const std::string& action) const {
    const std::string label = text("staff.step." + action);
    Html title;
    title.open("section", {{"class", "board-section"}, {"aria-labelledby", "step-" + action}});
    title.element("h2", {{"id", "step-" + action}}, label);
    return title.take() + form_start(office_href(visit_, worker_path(worker_.id) + "/step/" + action)) +
           hidden_input("csrf", office_csrf(office_, visit_)) + fields(action) +
           submit_button(action == "end" || action == "refuse" || action == "move" ? "secondary" : "primary",
                         "", "", label) +
           "</form></section>";
  }

 private:
  std::string text(const std::string& key) const { return visit_.text(office_, key); }

  std::string input(const std::string& action, const std::string& name, const std::string& key,
                    const std::string& value, const char* type) const {
    TextInput input;
    input.name = action + "-" + name;
    input.label = text(key);
    input.value = value;
    input.type = type;
    input.autocomplete = "off";
    input.is_short = type != std::string_view("text");
    return render_input(input);
  }
  std::string contract_fields() const {
    const StaffRules& rules = office_.edition.staff;
    const CivilDate from = std::max(rules.work_from, office_.fieldwork->workforce.today());
    return input("contract", "number", "staff.contract.number", "", "text") +
           input("contract", "from", "staff.contract.from", from.to_string(), "date") +
           input("contract", "until", "staff.contract.until", rules.work_until.to_string(), "date") +
           render_select("contract-pay", text("staff.pay_category"), text("staff.choose"),
                         code_options(visit_, rules.pay_categories), "");
  }
  std::string fields(const std::string& action) const {
    if (action == "refuse" || action == "suspend") return input(action, "reason", "staff.reason", "", "text");
    if (action == "contract") return contract_fields();
    if (action == "end")
      return render_select("end-reason", text("staff.reason"), text("staff.choose"),
                           code_options(visit_, office_.edition.staff.leaving_reasons), "") +
             input("end", "day", "staff.last_day", office_.fieldwork->workforce.today().to_string(), "date");
    const std::string hint = paragraph("hint", text("staff.step." + action + ".hint"));
    return action == "move" ? hint + territory_field(office_, visit_, "", "") : hint;
  }

  const Office& office_;
  const OfficeVisit& visit_;
  const Worker& worker_;
};

std::string step_value(const http::Fields& form, std::string_view name) {
  return std::string(trim(http::field_value(form, name)));
}

Result<WorkerCommand> contract_command(const http::Fields& form) {
  const auto from = CivilDate::parse(step_value(form, "contract-from"));
  const auto until = CivilDate::parse(step_value(form, "contract-until"));
  if (!from || !until) return Error{"worker.contract", {}};
  return WorkerCommand(
      SignContract{{step_value(form, "contract-number"), *from, *until, step_value(form, "contract-pay")}});
}

Result<WorkerCommand> end_command(const http::Fields& form) {
  const auto day = CivilDate::parse(step_value(form, "end-day"));
  if (!day) return Error{"worker.day", {}};
  return WorkerCommand(EndWork{step_value(form, "end-reason"), *day});
}

}  // namespace

std::string step_forms(const Office& office, const OfficeVisit& visit, const Worker& worker) {
  const RoleRules* role = find_role(office.edition.roles, worker.role);
  std::string forms;
  for (const std::string_view action : open_actions(worker.state, role == nullptr ? RoleRules{} : *role))
    forms += action == "training" ? link(office_href(visit, "/office/staff/seminars"),
                                         visit.text(office, "staff.step.training"))
                                  : StepForm(office, visit, worker).render(std::string(action));
  return forms;
}

Result<WorkerCommand> command_of(std::string_view action, const http::Fields& form) {
  if (action == "approve") return WorkerCommand(Approve{});
  if (action == "refuse") return WorkerCommand(Refuse{step_value(form, "refuse-reason")});
  if (action == "reserve") return WorkerCommand(PutInReserve{});
  if (action == "call_up") return WorkerCommand(CallUp{});
  if (action == "contract") return contract_command(form);
  if (action == "card") return WorkerCommand(IssueCard{});
  if (action == "suspend") return WorkerCommand(SuspendWork{step_value(form, "suspend-reason")});
  if (action == "resume") return WorkerCommand(ResumeWork{});
  if (action == "end") return end_command(form);
  return Error{"worker.step", {}};
}

}  // namespace sanaq
