#include "store/equipment_act_row.h"

#include "base/json.h"

namespace sanaq {
namespace {

using equipment::Act;

std::string place_of(equipment::ActId id) { return "act" + std::string(id.value.octets()); }

Json told(const equipment::Party& party) {
  Json out = Json::object();
  out.set("name", Json::string(party.name));
  out.set("position", Json::string(party.position));
  return out;
}

equipment::Party party_of(const pg::Row& row, int column, const Json& told) {
  return {{row.get<Uuid>(column)},
          static_cast<equipment::HolderKind>(row.get<std::int16_t>(column + 1)),
          told["name"].text(),
          told["position"].text(),
          row.get<std::string>(column + 2)};
}

std::optional<equipment::SignedBy> signature_of(const pg::Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return equipment::SignedBy{row.get<std::string>(column), row.get<UtcInstant>(column + 1),
                             row.get<bool>(column + 2)};
}

}  // namespace

std::string seal_act_words(const Act& act, const Sealer& sealer) {
  Json words = Json::object();
  words.set("giver", told(act.giver));
  words.set("taker", told(act.taker));
  if (!act.note.empty()) words.set("note", Json::string(act.note));
  if (!act.cancelled_because.empty()) words.set("because", Json::string(act.cancelled_because));
  if (act.incident) {
    words.set("on", Json::string(act.incident->day.to_string()));
    words.set("place", Json::string(act.incident->place));
    words.set("circumstances", Json::string(act.incident->circumstances));
  }
  Json notes = Json::array();
  for (const equipment::Line& line : act.lines) notes.push(Json::string(line.note));
  words.set("notes", std::move(notes));
  return sealer.seal(SealPurpose::equipment, to_canonical(words), place_of(act.id));
}

Result<ActRow> read_act_row(const pg::Row& row, const Sealer& sealer) {
  ActRow out;
  Act& act = out.act;
  act.id = {row.get<Uuid>(0)};
  act.kind = static_cast<equipment::ActKind>(row.get<std::int16_t>(1));
  act.state = static_cast<equipment::ActState>(row.get<std::int16_t>(2));
  act.territory = row.get<std::string>(3);
  act.number = row.get<std::int64_t>(4);
  act.day = row.get<CivilDate>(5);
  SANAQ_TRY(const std::string opened,
            sealer.open(SealPurpose::equipment, row.get<pg::Bytes>(21).value, place_of(act.id)));
  SANAQ_TRY(const Json words, parse_json(opened));
  act.giver = party_of(row, 6, words["giver"]);
  act.taker = party_of(row, 9, words["taker"]);
  act.code = row.get<std::string>(12);
  act.drafted_by = row.get<std::string>(13);
  act.drafted_at = row.get<UtcInstant>(14);
  act.given = signature_of(row, 15);
  act.taken = signature_of(row, 18);
  act.note = words["note"].text();
  act.cancelled_because = words["because"].text();
  if (words.has("on")) {
    SANAQ_TRY(const CivilDate day, CivilDate::parse(words["on"].text()));
    act.incident = equipment::Incident{day, words["place"].text(), words["circumstances"].text()};
  }
  for (const Json& note : words["notes"].items()) out.notes.push_back(note.text());
  return out;
}

LineColumns columns_of(const std::vector<equipment::Line>& lines) {
  LineColumns out;
  for (const equipment::Line& line : lines) {
    out.kinds.push_back(line.kind);
    out.serials.push_back(line.serial);
    out.counts.push_back(line.count);
    out.conditions.push_back(static_cast<std::int16_t>(line.condition));
  }
  return out;
}

}  // namespace sanaq
