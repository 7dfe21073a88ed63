#include "equipment/piece_list.h"

#include <array>
#include <map>
#include <optional>

#include "base/text.h"

namespace sanaq::equipment {
namespace {

enum class Column : std::uint8_t { kind, serial, count, condition, note };
constexpr std::size_t columns = 5;
constexpr std::size_t findings_max = 500;

constexpr std::pair<std::string_view, Column> heads[] = {
    {"kind", Column::kind},
    {"item", Column::kind},
    {"атауы", Column::kind},
    {"наименование", Column::kind},
    {"serial", Column::serial},
    {"serial number", Column::serial},
    {"сериялық нөмірі", Column::serial},
    {"серийный номер", Column::serial},
    {"count", Column::count},
    {"number", Column::count},
    {"саны", Column::count},
    {"количество", Column::count},
    {"condition", Column::condition},
    {"жай-күйі", Column::condition},
    {"состояние", Column::condition},
    {"состояние вещи", Column::condition},
    {"note", Column::note},
    {"ескертпе", Column::note},
    {"примечание", Column::note},
};

class PieceListReader {
 public:
  PieceListReader(const std::vector<std::vector<std::string>>& rows, const EquipmentRules& rules,
                  const ConditionWords& words)
      : rows_(rows) {
    for (const EquipmentKind& kind : rules.kinds) {
      kinds_[fold_case(kind.name)] = &kind;
      for (const auto& [language, label] : kind.label) kinds_[fold_case(label)] = &kind;
    }
    for (const auto& [word, condition] : words) conditions_[fold_case(word)] = condition;
  }

  PieceList read() {
    if (!read_heads()) return std::move(list_);
    for (std::size_t i = 1; i < rows_.size() && list_.findings.size() < findings_max; ++i)
      if (!is_blank(rows_[i])) read_row(static_cast<std::uint32_t>(i + 1), rows_[i]);
    if (list_.findings.empty() && (list_.lines.empty() || list_.lines.size() > lines_max))
      list_.findings.push_back({0, "", "list.rows", std::to_string(list_.lines.size())});
    return std::move(list_);
  }

 private:
  static bool is_blank(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells)
      if (!trim(cell).empty()) return false;
    return true;
  }

  bool read_heads() {
    if (rows_.empty()) return list_.findings.push_back({1, "", "list.header", ""}), false;
    for (std::size_t i = 0; i < rows_[0].size(); ++i) {
      const std::string head = fold_case(trim(rows_[0][i]));
      for (const auto& [name, column] : heads) {
        if (head != name) continue;
        auto& place = places_[static_cast<std::size_t>(column)];
        if (place) return list_.findings.push_back({1, rows_[0][i], "list.header", ""}), false;
        place = i;
      }
    }
    if (!places_[0]) return list_.findings.push_back({1, "", "list.header", ""}), false;
    list_.serial_column = head_of(Column::serial);
    return true;
  }

  std::string head_of(Column column) const {
    const auto& place = places_[static_cast<std::size_t>(column)];
    return place ? rows_[0][*place] : std::string();
  }
  std::string_view cell(const std::vector<std::string>& cells, Column column) const {
    const auto& place = places_[static_cast<std::size_t>(column)];
    return place && *place < cells.size() ? trim(cells[*place]) : std::string_view();
  }
  void refuse(std::uint32_t row, Column column, std::string code, std::string detail = {}) {
    list_.findings.push_back({row, head_of(column), std::move(code), std::move(detail)});
  }

  void read_row(std::uint32_t row, const std::vector<std::string>& cells) {
    const auto kind = kinds_.find(fold_case(cell(cells, Column::kind)));
    if (kind == kinds_.end()) return refuse(row, Column::kind, "list.kind");
    Line line;
    line.kind = kind->second->name;
    if (!read_serial(row, cells, *kind->second, line)) return;
    const bool counted = read_count(row, cells, line);
    const bool good = read_condition(row, cells, line) && counted;
    line.note = cell(cells, Column::note);
    if (line.note.size() > note_bytes_max) return refuse(row, Column::note, "list.note");
    if (!good) return;
    list_.lines.push_back(std::move(line));
    list_.rows.push_back(row);
  }

  bool read_serial(std::uint32_t row, const std::vector<std::string>& cells, const EquipmentKind& kind,
                   Line& line) {
    const std::string_view typed = cell(cells, Column::serial);
    const bool fits = typed.empty() ? kind.counting != Counting::serial : kind.counting != Counting::count;
    if (!fits) return refuse(row, Column::serial, "list.serial"), false;
    if (typed.empty()) return true;
    auto serial = parse_serial(typed);
    if (!serial) return refuse(row, Column::serial, "list.serial"), false;
    line.serial = *std::move(serial);
    const auto [first, fresh] = pieces_.try_emplace({line.kind, line.serial}, row);
    if (!fresh) refuse(row, Column::serial, "list.repeated", std::to_string(first->second));
    return fresh;
  }

  bool read_count(std::uint32_t row, const std::vector<std::string>& cells, Line& line) {
    const std::string_view typed = cell(cells, Column::count);
    if (typed.empty() && !line.serial.empty()) return true;
    const auto count = parse_digits(typed);
    const bool good = count && *count >= 1 && *count <= count_max && (line.serial.empty() || *count == 1);
    if (!good) return refuse(row, Column::count, "list.count"), false;
    line.count = *count;
    return true;
  }

  bool read_condition(std::uint32_t row, const std::vector<std::string>& cells, Line& line) {
    line.condition = Condition::as_new;
    const std::string typed = fold_case(cell(cells, Column::condition));
    if (typed.empty()) return true;
    const auto coded = parse_condition(typed);
    const auto told = conditions_.find(typed);
    if (!coded && told == conditions_.end()) return refuse(row, Column::condition, "list.condition"), false;
    line.condition = coded ? *coded : told->second;
    if (line.condition == Condition::lost) return refuse(row, Column::condition, "list.condition"), false;
    return true;
  }

  const std::vector<std::vector<std::string>>& rows_;
  std::map<std::string, const EquipmentKind*> kinds_;
  std::map<std::string, Condition> conditions_;
  std::array<std::optional<std::size_t>, columns> places_{};
  std::map<std::pair<std::string, std::string>, std::uint32_t> pieces_;
  PieceList list_;
};

}  // namespace

PieceList read_piece_list(const std::vector<std::vector<std::string>>& rows, const EquipmentRules& rules,
                          const ConditionWords& words) {
  return PieceListReader(rows, rules, words).read();
}

}  // namespace sanaq::equipment
