#include "sanaq/demo/demo_equipment.h"

namespace sanaq {
namespace {

using equipment::Act;
using equipment::ActKind;
using equipment::Condition;
using equipment::Holder;
using equipment::HolderKind;
using equipment::Line;
using equipment::Side;

constexpr const char* signed_specimen = "%PDF-1.4\n% Signed specimen of the demo census\n%%EOF\n";

/// The depot of one department, filled step by step.
class DemoDepot {
 public:
  DemoDepot(EquipmentDesk& desk, std::string region, std::string district, const std::string& login)
      : desk_(desk),
        clerk_{{}, "mangystau", Role::department, region},
        holder_login_(login),
        region_(std::move(region)),
        district_(std::move(district)) {}

  Result<Done> fill() {
    SANAQ_TRY(office_, desk_.office_of(region_));
    SANAQ_TRY(const Holder supplier, add(HolderKind::supplier, "«Үлгі-Сауда» ЖШС", "", region_, ""));
    SANAQ_TRY([[maybe_unused]] const Holder workshop,
              add(HolderKind::workshop, "«Үлгі-Сервис» ЖШС", "", region_, ""));
    SANAQ_TRY([[maybe_unused]] const Holder commission,
              add(HolderKind::commission, "Есептен шығару комиссиясы", "төраға", region_, ""));
    SANAQ_TRY(const Holder authorised,
              add(HolderKind::authorised, "Үлгіева Айгүл", "уәкілетті адам", district_, holder_login_));
    SANAQ_TRY(const Holder instructor,
              add(HolderKind::instructor, "Үлгібаев Болат", "нұсқаушы", district_, ""));
    SANAQ_TRY(const Holder interviewer,
              add(HolderKind::interviewer, "Үлгіева Сәуле", "интервьюер", district_, ""));
    SANAQ_TRY_DONE(deliver(supplier));
    SANAQ_TRY_DONE(move(office_, authorised, set_of(1), Step::in_force));
    SANAQ_TRY_DONE(move(office_, instructor, set_of(2), Step::in_force));
    SANAQ_TRY_DONE(move(office_, interviewer, set_of(3), Step::in_force));
    SANAQ_TRY_DONE(move(office_, authorised, {{"briefcase", "", 1, Condition::as_new, ""}}, Step::given));
    SANAQ_TRY_DONE(move(office_, instructor, {{"scarf", "", 5, Condition::as_new, ""}}, Step::drafted));
    SANAQ_TRY_DONE(move(office_, interviewer, set_of(4), Step::cancelled));
    return report_loss(interviewer);
  }

 private:
  enum class Step { drafted, given, in_force, cancelled };

  Result<Holder> add(HolderKind kind, const char* name, const char* position, const std::string& territory,
                     const std::string& login) {
    return desk_.put_holder(clerk_, {{}, kind, name, position, territory, login, "", true});
  }

  static std::string serial(int number) { return "DEMO-" + std::to_string(1000 + number); }

  // A tablet with the set of point 8.
  static std::vector<Line> set_of(int number) {
    std::vector<Line> lines = {{"tablet", serial(number), 1, Condition::as_new, ""}};
    for (const char* kind : {"case", "glass", "charger", "usb_cable", "stylus", "power_bank"})
      lines.push_back({kind, "", 1, Condition::as_new, ""});
    lines.push_back({"explanations", "", 2, Condition::as_new, ""});
    lines.push_back({"certificates", "", 100, Condition::as_new, ""});
    return lines;
  }

  Result<Done> deliver(const Holder& supplier) {
    constexpr int sets = 40;
    ActOrder order{ActKind::acceptance, supplier.id, office_.id, {}, "", {}};
    for (int number = 1; number <= sets; ++number)
      order.lines.push_back({"tablet", serial(number), 1, Condition::as_new, ""});
    for (const EquipmentKind& kind : desk_.rules().kinds) {
      if (kind.counting == Counting::serial) continue;
      const std::int64_t count = kind.comes_back ? sets : 100 * sets;
      order.lines.push_back({kind.name, "", count, Condition::as_new, ""});
    }
    SANAQ_TRY(const Act act, desk_.draft(clerk_, order));
    return by_hand(act, {Side::giver, Side::taker});
  }

  Result<Done> by_hand(const Act& act, const std::vector<Side>& sides) {
    SANAQ_TRY([[maybe_unused]] const Act done, desk_.sign_on_paper(clerk_, act.id, sides, signed_specimen));
    return Done{};
  }

  Result<Done> move(const Holder& giver, const Holder& taker, const std::vector<Line>& lines, Step step) {
    SANAQ_TRY(const Act act, desk_.draft(clerk_, {ActKind::handover, giver.id, taker.id, lines, "", {}}));
    if (step == Step::drafted) return Done{};
    if (step == Step::cancelled) {
      SANAQ_TRY([[maybe_unused]] const Act gone,
                desk_.cancel(clerk_, act.id, "Басқа адамға берілетін болды"));
      return Done{};
    }
    SANAQ_TRY([[maybe_unused]] const Act given, desk_.sign(clerk_, act.id));
    return step == Step::given ? Result<Done>(Done{}) : by_hand(act, {Side::taker});
  }

  Result<Done> report_loss(const Holder& interviewer) {
    const equipment::Incident incident{desk_.today(), "Ақтау қаласы, автобус аялдамасы",
                                       "Стилус көшеде түсіп қалды, табылмады."};
    const std::vector<Line> lines = {{"stylus", "", 1, Condition::lost, ""}};
    SANAQ_TRY(const Act act,
              desk_.draft(clerk_, {ActKind::loss, interviewer.id, office_.id, lines, "", incident}));
    return by_hand(act, {Side::giver, Side::taker});
  }

  EquipmentDesk& desk_;
  Actor clerk_;
  std::string holder_login_, region_, district_;
  Holder office_;
};

}  // namespace

Result<Done> seed_equipment(Collection& collection, const std::string& region, const std::string& district,
                            const std::string& login) {
  const Codelist& territories = collection.edition().territories();
  const bool fits = collection.equipment().rules().find("tablet") != nullptr &&
                    territories.find(region) != nullptr && territories.find(district) != nullptr;
  if (!fits) return Done{};  // another country's edition
  return DemoDepot(collection.equipment(), region, district, login).fill();
}

}  // namespace sanaq
