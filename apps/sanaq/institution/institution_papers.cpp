#include "sanaq/institution/institution_papers.h"

#include "base/bytes.h"
#include "documents/paper_table.h"

namespace sanaq {
namespace {

constexpr std::string_view paper_languages[] = {"kk", "ru"};

// Both languages of the state on one paper.
std::string in_both_languages(const Office& office, std::string_view key) {
  return office.texts.text(key, "kk") + " / " + office.texts.text(key, "ru");
}

void put_place(const Office& office, const Institution& place, PaperTable& paper) {
  paper.facts.emplace_back(
      in_both_languages(office, "institution.name"),
      institution_name(place.details, "kk") + "\n" + institution_name(place.details, "ru"));
  paper.facts.emplace_back(in_both_languages(office, "institution.number"), place.number);
  paper.facts.emplace_back(in_both_languages(office, "institution.head"), place.details.head);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> figure_rows(const Office& office, std::string_view language,
                                                             const InstitutionFigures& figures) {
  const std::pair<const char*, std::int64_t> rows[] = {
      {"listed", figures.listed},
      {"came_later", figures.came_later},
      {"asked", figures.asked},
      {"by_administration", figures.by_administration},
      {"counted_elsewhere", figures.counted_elsewhere},
      {"left", figures.left},
      {"died", figures.died},
      {"transferred", figures.transferred},
      {"absent", figures.absent},
      {"matched", figures.matched},
      {"open", figures.open},
      {"not_listed", figures.not_listed},
  };
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [name, value] : rows)
    out.emplace_back(office.texts.text("institution.figure." + std::string(name), language),
                     shown_number(value, language));
  const std::pair<const char*, std::optional<std::int64_t>> at_address[] = {
      {"homes_here", figures.homes_here}, {"people_in_homes", figures.people_in_homes}};
  for (const auto& [name, value] : at_address)
    if (value)
      out.emplace_back(office.texts.text("institution.figure." + std::string(name), language),
                       shown_number(*value, language));
  return out;
}

Result<std::string> list_paper(const Office& office, const Institution& place, const ListVersion& version,
                               const std::vector<Resident>& people) {
  PaperTable paper;
  const std::string day = shown_day(office.edition.institutions.list_date);
  for (const std::string_view language : paper_languages)
    paper.titles.push_back(office.texts.text("institution.paper.list", language, {day}));
  put_place(office, place, paper);
  paper.facts.emplace_back(in_both_languages(office, "institution.people_count"),
                           std::to_string(version.people));
  paper.columns = {"№", in_both_languages(office, "institution.person.name"),
                   in_both_languages(office, "institution.person.birth_date"),
                   in_both_languages(office, "institution.person.number")};
  paper.widths = {0.08, 0.47, 0.2, 0.25};
  for (const Resident& one : people) {
    const auto birth = CivilDate::parse(one.person.birth_date);
    paper.rows.push_back({std::to_string(one.row), full_name(one.person),
                          birth ? shown_day(*birth) : one.person.birth_date,
                          one.person.iin.empty() ? one.person.document_number : one.person.iin});
  }
  paper.signatures = {in_both_languages(office, "institution.head"),
                      in_both_languages(office, "institution.employee")};
  paper.foot = place.number + " · " + std::to_string(version.number) + " · SHA-256 " + to_hex(version.digest);
  return paper_table_pdf(paper);
}

Result<std::string> closing_act(const Office& office, const Institution& place,
                                const InstitutionFigures& figures) {
  PaperTable paper;
  for (const std::string_view language : paper_languages)
    paper.titles.push_back(office.texts.text("institution.paper.act", language));
  put_place(office, place, paper);
  paper.columns = {office.texts.text("institution.figure", "kk"),
                   office.texts.text("institution.figure", "ru"), ""};
  paper.widths = {0.43, 0.43, 0.14};
  const auto kazakh = figure_rows(office, "kk", figures), russian = figure_rows(office, "ru", figures);
  for (std::size_t i = 0; i < kazakh.size(); ++i)
    paper.rows.push_back({kazakh[i].first, russian[i].first, kazakh[i].second});
  paper.signatures = {in_both_languages(office, "institution.head"),
                      in_both_languages(office, "institution.employee")};
  paper.foot = place.number + " · " + office_time(office, office.clock.now());
  return paper_table_pdf(paper);
}

}  // namespace sanaq
