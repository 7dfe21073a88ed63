#include <cstdio>

#include "equipment/deadline.h"
#include "os/files.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/equipment_verbs.h"
#include "sanaq/command/terminal.h"
#include "sanaq/equipment/holding_table.h"
#include "sanaq/equipment/piece_import.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using equipment::Holder;
using equipment::HolderKind;
using equipment::Holding;

constexpr const char* equipment_usage =
    "usage: sanaq equipment holders|holdings|owed [--territory CODE] [--kind KIND] [--language LANG]\n"
    "       sanaq equipment of HOLDER\n"
    "       sanaq equipment history KIND SERIAL\n"
    "       sanaq equipment import FILE --supplier HOLDER [--territory CODE] [--language LANG]\n";
constexpr int lines_max = 1'000'000;

/// One run of the command: the whole country's equipment, as the machine's administrator.
class EquipmentRun {
 public:
  EquipmentRun(Collection& collection, const Arguments& arguments)
      : collection_(collection),
        arguments_(arguments),
        words_(collection.edition().edition, collection.edition().territories(), collection.site().texts),
        language_(arguments.get("language", collection.edition().edition.languages.front())) {}

  int run(const Words& words) {
    const std::string& verb = words[0];
    Result<std::string> out = Error{"argument.unknown", verb};
    if (verb == "holders") out = holders_csv();
    if (verb == "holdings") out = holdings(Which::all);
    if (verb == "owed") out = holdings(Which::owed);
    if (verb == "of" && words.size() == 2) out = held_by(words[1]);
    if (verb == "history" && words.size() == 3) out = history(words[1], words[2]);
    if (verb == "import" && words.size() == 2) return import(words[1]);
    if (!out) return fail("sanaq equipment", out.error());
    std::fputs(out->c_str(), stdout);
    return exit_good;
  }

 private:
  enum class Which { all, owed };
  EquipmentDesk& desk() { return collection_.equipment(); }
  static Actor administrator() { return {{}, "system", Role::bureau, ""}; }

  Result<std::string> holders_csv() {
    SANAQ_TRY(const auto all, desk().holders(administrator(), std::nullopt));
    std::string out = "id,kind,name,territory,active\r\n";
    for (const Holder& holder : all)
      out += holder.id.value.to_string() + "," + std::string(to_string(holder.kind)) + "," +
             csv_text(shown_holder(words_, language_, holder)) + "," + holder.territory + "," +
             (holder.active ? "1" : "0") + "\r\n";
    return out;
  }

  Result<std::string> table(const equipment::HoldingQuery& query, Which which) {
    SANAQ_TRY(auto held, desk().acts().holdings(query));
    if (which == Which::owed)
      std::erase_if(held, [&](const Holding& one) { return !is_owed(one, desk().rules()); });
    SANAQ_TRY(const auto all, desk().holders(administrator(), std::nullopt));
    return holdings_csv(words_, language_, held, all);
  }

  Result<std::string> holdings(Which which) {
    equipment::HoldingQuery query;
    if (const std::string code = arguments_.get("territory"); !code.empty())
      query.territories = territories_within(collection_.edition().territories(), code);
    query.kind = arguments_.get("kind");
    query.limit = lines_max;
    for (int kind = 2; kind <= 8; ++kind) query.among.push_back(static_cast<HolderKind>(kind));
    return table(query, which);
  }

  Result<std::string> held_by(const std::string& id) {
    SANAQ_TRY(const Uuid holder, Uuid::parse(id));
    equipment::HoldingQuery query;
    query.holder = equipment::HolderId{holder};
    query.limit = lines_max;
    return table(query, Which::all);
  }

  Result<std::string> history(const std::string& kind, const std::string& typed) {
    SANAQ_TRY(const std::string serial, equipment::parse_serial(typed));
    SANAQ_TRY(const auto steps, desk().acts().history({kind, serial}));
    if (steps.empty()) return Error{"custody.unknown", kind + " " + serial};
    SANAQ_TRY(const auto all, desk().holders(administrator(), std::nullopt));
    return history_csv(words_, language_, steps, all);
  }

  int import(const std::string& path) {
    const auto supplier = Uuid::parse(arguments_.get("supplier"));
    const auto file = os::read_file(path, piece_file_bytes_max);
    if (!supplier || !file) return fail("sanaq equipment import", supplier ? file.error() : supplier.error());
    const auto list = read_piece_file(desk(), collection_.site().texts, *file);
    if (!list) return fail("sanaq equipment import", list.error());
    const auto tell = [&](const std::string& act) {
      std::fputs(told_piece_list(collection_.site().texts, language_, *list, act).c_str(), stderr);
    };
    if (!list->findings.empty()) return tell({}), exit_found;
    const auto act = draft({*supplier}, *list);
    if (!act) return fail("sanaq equipment import", act.error());
    std::printf("%s %s\n", act->id.value.to_string().c_str(), shown_number(*act).c_str());
    tell(shown_number(*act));
    return exit_good;
  }

  Result<equipment::Act> draft(equipment::HolderId supplier, const equipment::PieceList& list) {
    Actor clerk = administrator();
    clerk.territory = arguments_.get("territory");
    if (!clerk.territory.empty()) clerk.role = Role::department;
    SANAQ_TRY(const Holder office, desk().office_of(clerk.territory));
    SANAQ_TRY(auto act,
              desk().draft(clerk, {equipment::ActKind::acceptance, supplier, office.id, list.lines, "", {}}));
    AuditRecord record;
    record.at = collection_.clock().now();
    record.actor = "system";
    record.action = "equipment.import";
    record.subject = "act " + act.id.value.to_string();
    record.detail = shown_number(act) + ", lines " + std::to_string(act.lines.size());
    SANAQ_TRY([[maybe_unused]] const auto written, collection_.audit().append(std::move(record)));
    return act;
  }

  Collection& collection_;
  const Arguments& arguments_;
  Vocabulary words_;
  std::string language_;
};

}  // namespace

Result<Arguments> equipment_arguments(const Words& words) {
  std::vector<std::string> options = collection_options();
  options.insert(options.end(), {"territory", "kind", "supplier", "language"});
  return Arguments::parse(words, options, {"demo"});
}

int run_equipment_verb(Collection& collection, const Arguments& arguments) {
  if (arguments.words().empty()) return std::fputs(equipment_usage, stderr), exit_usage;
  return EquipmentRun(collection, arguments).run(arguments.words());
}

int run_equipment_command(const Words& words) {
  const auto arguments = equipment_arguments(words);
  if (!arguments) return fail("sanaq equipment", arguments.error()), exit_usage;
  if (arguments->words().empty()) return std::fputs(equipment_usage, stderr), exit_usage;
  auto config = beside_server(*arguments);
  if (!config) return fail("sanaq equipment", config.error()), exit_usage;
  auto collection = Collection::open(*std::move(config));
  if (!collection) return fail("sanaq equipment", collection.error());
  return run_equipment_verb(**collection, *arguments);
}

}  // namespace sanaq
