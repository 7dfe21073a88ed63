#include "institution/place_import.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t register_rows_max = 20'000, register_heading_rows = 20;

enum class RegisterColumn {
  none,
  number,
  name_kk,
  name_ru,
  kind,
  territory,
  street,
  house,
  head,
  expected,
  ministry,
  bin,
  address
};

constexpr std::array<std::pair<std::string_view, RegisterColumn>, 33> register_headings = {{
    {"нөмірі", RegisterColumn::number},
    {"номер", RegisterColumn::number},
    {"number", RegisterColumn::number},
    {"қазақша атауы", RegisterColumn::name_kk},
    {"название на казахском языке", RegisterColumn::name_kk},
    {"name in kazakh", RegisterColumn::name_kk},
    {"орысша атауы", RegisterColumn::name_ru},
    {"название на русском языке", RegisterColumn::name_ru},
    {"name in russian", RegisterColumn::name_ru},
    {"түрі", RegisterColumn::kind},
    {"вид", RegisterColumn::kind},
    {"kind", RegisterColumn::kind},
    {"аумағы", RegisterColumn::territory},
    {"территория", RegisterColumn::territory},
    {"territory", RegisterColumn::territory},
    {"көшесі", RegisterColumn::street},
    {"улица", RegisterColumn::street},
    {"street", RegisterColumn::street},
    {"үйі", RegisterColumn::house},
    {"дом", RegisterColumn::house},
    {"house", RegisterColumn::house},
    {"басшысы", RegisterColumn::head},
    {"руководитель", RegisterColumn::head},
    {"head", RegisterColumn::head},
    {"күтілетін адам саны", RegisterColumn::expected},
    {"ожидается человек", RegisterColumn::expected},
    {"people expected", RegisterColumn::expected},
    {"министрлігі", RegisterColumn::ministry},
    {"министерство", RegisterColumn::ministry},
    {"бсн", RegisterColumn::bin},
    {"мекенжайлар тізілімі", RegisterColumn::address},
    {"адресная база", RegisterColumn::address},
    {"address frame", RegisterColumn::address},
}};

RegisterColumn register_column(std::string_view cell) {
  const std::string word = fold_case(trim(cell.substr(0, cell.find('('))));
  for (const auto& [heading, column] : register_headings)
    if (heading == word) return column;
  return word == "бин" || word == "bin" ? RegisterColumn::bin : RegisterColumn::none;
}

const InstitutionKind* kind_named(const InstitutionRules& rules, std::string_view text) {
  const std::string word = fold_case(text);
  for (const InstitutionKind& kind : rules.kinds) {
    if (kind.name == text) return &kind;
    for (const auto& [language, label] : kind.label)
      if (fold_case(label) == word) return &kind;
  }
  return nullptr;
}

bool says_yes(std::string_view text) {
  constexpr std::string_view words[] = {"иә", "да", "yes"};
  return std::find(std::begin(words), std::end(words), fold_case(text)) != std::end(words);
}

// Codes by name, of what lies below a territory; a name that two territories have is an empty code.
class TerritoryNames {
 public:
  TerritoryNames(const Codelist& list, std::string_view within) : list_(list) {
    const std::size_t parent = list.column("parent");
    std::vector<std::string> codes(1, std::string(within));
    for (std::size_t i = 0; i < codes.size(); ++i) {
      for (const std::uint32_t row : list.where(parent, codes[i])) codes.push_back(list.rows()[row].code);
      if (!codes[i].empty()) add(codes[i]);
    }
  }
  /// Empty when nothing, or more than one, is meant.
  std::string find(std::string_view text) const {
    if (codes_.contains(std::string(text))) return std::string(text);
    const auto found = names_.find(fold_case(text));
    return found == names_.end() ? std::string() : found->second;
  }

 private:
  void add(const std::string& code) {
    codes_.insert(code);
    std::set<std::string> own;
    for (const std::string& label : list_.find(code)->labels) own.insert(fold_case(label));
    for (const std::string& label : own) {
      const auto [at, fresh] = names_.emplace(label, code);
      if (!fresh) at->second.clear();
    }
  }
  const Codelist& list_;
  std::set<std::string> codes_;
  std::map<std::string, std::string> names_;
};

/// One row after the other becomes an institution.
class RegisterReader {
 public:
  RegisterReader(const std::vector<std::string>& heading, const InstitutionRules& rules,
                 const TerritoryNames& territories)
      : heading_(heading), rules_(rules), territories_(territories) {
    for (const std::string& cell : heading) columns_.push_back(register_column(cell));
  }

  bool is_complete() const {
    return has(RegisterColumn::number) && has(RegisterColumn::kind) &&
           (has(RegisterColumn::name_kk) || has(RegisterColumn::name_ru));
  }

  void read(const std::vector<std::string>& cells, std::size_t row, PlaceImport& out) {
    const auto cell = [&](RegisterColumn wanted) -> std::string {
      for (std::size_t i = 0; i < std::min(cells.size(), columns_.size()); ++i)
        if (columns_[i] == wanted) return std::string(trim(cells[i]));
      return {};
    };
    const auto wrong = [&](RegisterColumn column, std::string code) {
      out.problems.push_back({row, heading_of(column), std::move(code), true});
    };
    Institution one;
    one.number = cell(RegisterColumn::number);
    one.details = {cell(RegisterColumn::name_kk), cell(RegisterColumn::name_ru), cell(RegisterColumn::head),
                   cell(RegisterColumn::street),  cell(RegisterColumn::house),   cell(RegisterColumn::bin)};
    one.ministry = cell(RegisterColumn::ministry);
    const std::string people = cell(RegisterColumn::expected);
    const auto expected = people.empty() ? std::optional<std::int64_t>(0) : parse_digits(people);
    one.expected = static_cast<std::int32_t>(std::min<std::int64_t>(expected.value_or(-1), 1'000'000));
    const InstitutionKind* const kind = kind_named(rules_, cell(RegisterColumn::kind));
    if (kind == nullptr) wrong(RegisterColumn::kind, "kind");
    if (kind != nullptr) one.kind = kind->name;
    one.is_protected = kind != nullptr && kind->is_protected;
    one.territory = territories_.find(cell(RegisterColumn::territory));
    if (one.territory.empty()) wrong(RegisterColumn::territory, "territory");
    if (const std::string asked = cell(RegisterColumn::address); !asked.empty()) {
      const auto number = parse_digits(asked);
      const WantedAddress address{out.places.size(), row, heading_of(RegisterColumn::address),
                                  number ? std::optional(DwellingId(*number)) : std::nullopt};
      if (one.is_protected)
        wrong(RegisterColumn::address, "address.protected");
      else if (!number && !says_yes(asked))
        wrong(RegisterColumn::address, "address");
      else
        out.addresses.push_back(address);
    }
    if (!one.number.empty() && !seen_.insert(one.number).second) wrong(RegisterColumn::number, "twice");
    if (const auto checked = check_institution(one); !checked) {
      constexpr std::string_view prefix = "institution.";
      out.problems.push_back({row, "", checked.error().code.substr(prefix.size()), true});
    }
    out.places.push_back(std::move(one));
  }

 private:
  bool has(RegisterColumn column) const {
    return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
  }
  std::string heading_of(RegisterColumn column) const {
    const auto at = std::find(columns_.begin(), columns_.end(), column);
    return at == columns_.end() ? std::string() : heading_[static_cast<std::size_t>(at - columns_.begin())];
  }

  const std::vector<std::string>& heading_;
  const InstitutionRules& rules_;
  const TerritoryNames& territories_;
  std::vector<RegisterColumn> columns_;
  std::set<std::string> seen_;
};

bool is_blank_row(const std::vector<std::string>& row) {
  return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return trim(cell).empty(); });
}

}  // namespace

Result<PlaceImport> read_place_table(const std::vector<std::vector<std::string>>& rows,
                                     const InstitutionRules& rules, const Codelist& territories,
                                     std::string_view within) {
  const TerritoryNames names(territories, within);
  for (std::size_t at = 0; at < std::min(rows.size(), register_heading_rows); ++at) {
    RegisterReader reader(rows[at], rules, names);
    if (!reader.is_complete()) continue;
    if (rows.size() - at > register_rows_max + 1) return Error{"institution.register.long", {}};
    PlaceImport out;
    for (std::size_t i = at + 1; i < rows.size(); ++i)
      if (!is_blank_row(rows[i])) reader.read(rows[i], i + 1, out);
    return out;
  }
  return Error{"institution.register", {}};
}

}  // namespace sanaq
