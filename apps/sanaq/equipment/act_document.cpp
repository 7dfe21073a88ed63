#include "sanaq/equipment/act_document.h"

#include "base/shown_date.h"
#include "documents/custody_act.h"
#include "sanaq/equipment/equipment_desk.h"
#include "sanaq/equipment/equipment_words.h"

namespace sanaq {
namespace {

using equipment::Act;

/// Words of one document.
class ActWords {
 public:
  ActWords(const Office& office, const Act& act, const std::string& language)
      : office_(office), act_(act), language_(language) {}

  ActDocument document(const std::string& site) const {
    ActDocument out;
    out.language = language_;
    out.issuer = edition_title(office_.edition, language_);
    out.title = text("office.equipment.print.title." + std::string(to_string(act_.kind)));
    out.number = text("office.equipment.number", {shown_number(act_)});
    out.day = shown_day(office_.texts, language_, act_.day);
    out.paragraphs = paragraphs();
    out.columns = {text("office.equipment.print.row"), text("office.equipment.kind"),
                   text("office.equipment.serial"), text("office.equipment.count"),
                   text("office.equipment.condition")};
    out.rows = rows();
    out.total = total();
    out.notes = notes();
    out.giver = side(act_.giver, act_.given, "office.equipment.giver");
    out.taker = side(act_.taker, act_.taken, "office.equipment.taker");
    out.signature = text("office.equipment.print.signature");
    out.stamp = text("office.equipment.print.date");
    out.page = text("office.equipment.print.page");
    if (act_.state != equipment::ActState::in_force)
      out.mark = text("office.equipment.print.mark." + std::string(to_string(act_.state)));
    out.code = shown_code(act_.code);
    out.code_hint = text("office.equipment.print.code");
    out.qr_text = site + "/" + language_ + "/office/equipment/find?code=" + act_.code;
    return out;
  }

 private:
  std::string text(const std::string& key, const std::vector<std::string>& args = {}) const {
    return office_.texts.text(key, language_, args);
  }
  std::string territory(const std::string& code) const {
    return code.empty() ? text("office.country") : std::string(office_.territories.label(code, language_));
  }

  std::vector<std::string> paragraphs() const {
    std::vector<std::string> out = {
        text("office.equipment.print.series", {territory(act_.territory)}),
        text("office.equipment.print.intro." + std::string(to_string(act_.kind)),
             {shown_party(office_, language_, act_.giver), shown_party(office_, language_, act_.taker)})};
    if (act_.incident) {
      out.push_back(text("office.equipment.print.incident",
                         {shown_day(office_.texts, language_, act_.incident->day), act_.incident->place}));
      out.push_back(text("office.equipment.incident.circumstances") + ": " + act_.incident->circumstances);
    }
    return out;
  }

  std::vector<std::vector<std::string>> rows() const {
    std::vector<std::vector<std::string>> out;
    for (std::size_t i = 0; i < act_.lines.size(); ++i) {
      const equipment::Line& line = act_.lines[i];
      std::string condition = shown_condition(office_, language_, line.condition);
      if (!line.note.empty()) condition += "; " + line.note;
      out.push_back({std::to_string(i + 1), shown_kind(office_, language_, line.kind), line.serial,
                     shown_number(line.count, language_), condition});
    }
    return out;
  }

  std::string total() const {
    std::int64_t things = 0;
    for (const equipment::Line& line : act_.lines) things += line.count;
    return text("office.equipment.print.total",
                {std::to_string(act_.lines.size()), shown_number(things, language_)});
  }

  std::vector<std::string> notes() const {
    std::vector<std::string> out;
    if (!act_.note.empty()) out.push_back(text("office.equipment.act_note") + ": " + act_.note);
    if (act_.kind == equipment::ActKind::handover && equipment::is_person(act_.taker.kind))
      out.push_back(text("office.equipment.print.comes_back"));
    return out;
  }

  ActSide side(const equipment::Party& party, const std::optional<equipment::SignedBy>& signature,
               const std::string& role) const {
    ActSide out;
    out.role = text(role);
    out.name = party.name;
    out.position = party.position;
    if (equipment::is_office(party.kind)) {
      const std::string name = shown_party(office_, language_, party);
      out.position = party.position.empty() ? name : name + ", " + party.position;
    } else if (out.position.empty() && equipment::is_person(party.kind)) {
      out.position = text("office.equipment.holder." + std::string(to_string(party.kind)));
    }
    if (signature)
      out.said =
          text(signature->on_paper ? "office.equipment.print.by_hand" : "office.equipment.print.by_log_in",
               {signature->by, office_time(office_, signature->at)});
    return out;
  }

  const Office& office_;
  const Act& act_;
  const std::string& language_;
};

}  // namespace

Result<std::string> act_pdf(const Office& office, const Act& act, const std::string& language,
                            const std::string& site) {
  return custody_act_pdf(ActWords(office, act, language).document(site));
}

}  // namespace sanaq
