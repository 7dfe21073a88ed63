#pragma once
#include <string>

#include "base/check.h"
#include "publishing/release.h"

namespace sanaq::testing {

inline Labels in_three(const std::string& kk, const std::string& ru, const std::string& en) {
  return Labels{{"kk", kk}, {"ru", ru}, {"en", en}};
}

/// region (country over two regions) by sex (both over men, women), with four hidden cells. Publishing cannot
/// build a SafeTable, so the sample arrives the way an office's job gets it: sealed.
inline SafeTable sample_table(const std::string& id = "region-sex") {
  const std::string head =
      R"({"dimensions":[{"categories":[{"code":"KZ","label":{"en":"Kazakhstan","kk":"Қазақстан","ru":"Казахстан"}},)"
      R"({"code":"11","label":{"en":"Akmola","kk":"Ақмола","ru":"Акмолинская"},"parent":"KZ"},)"
      R"({"code":"15","label":{"en":"Aktobe \"west\"","kk":"Ақтөбе","ru":"Актюбинская"},"parent":"KZ"}],)"
      R"("label":{"en":"Region","kk":"Өңір","ru":"Регион"},"name":"region"},)"
      R"({"categories":[{"code":"all","label":{"en":"Both sexes","kk":"Екі жыныс","ru":"Оба пола"}},)"
      R"({"code":"1","label":{"en":"Men, boys","kk":"Ерлер","ru":"Мужчины"},"parent":"all"},)"
      R"({"code":"2","label":{"en":"Women","kk":"Әйелдер","ru":"Женщины"},"parent":"all"}],)"
      R"("label":{"en":"Sex","kk":"Жынысы","ru":"Пол"},"name":"sex"}],"edition":"kz-2021","id":")" +
      id +
      R"(","notes":[{"en":"A note","kk":"Ескертпе","ru":"Примечание"}],"revision":1,)"
      R"("title":{"en":"Population <by> sex","kk":"Халық саны","ru":"Численность населения"},)"
      R"("unit":{"en":"persons","kk":"адам","ru":"человек"}})";
  const std::string start = R"({"format":"sanaq-safe-table","head":)" + head + R"(,"marks":"....PS.SS")";
  const std::string end = R"("values":[30,14,16,12,null,null,18,null,null],"version":1})";
  const SealKey key{"sample"};
  const std::string seal = seal_of(start + "," + end, key);
  auto table = SafeTable::load_sealed(start + R"(,"seal":")" + seal + "\"," + end, key);
  SANAQ_CHECK(table.has_value());
  return *std::move(table);
}

/// The same with a mean beside the counts: of one decimal, hidden for two cells, nobody in one.
inline SafeTable sample_table_with_figures() {
  const SealKey key{"sample"};
  const Json plain = parse_json(sample_table().to_sealed(key)).value();
  Json content = Json::object();
  for (const char* name : {"format", "version", "head", "values", "marks"}) content.set(name, plain[name]);
  const auto figures =
      parse_json(R"([{"name":"mean-age","label":{"en":"Mean age","kk":"Орташа жас","ru":"Средний возраст"},)"
                 R"("decimals":1,"signs":"...XX..-.","values":[374,361,387,null,null,305,420,null,398]}])");
  content.set("figures", figures.value());
  const std::string seal = seal_of(to_canonical(content), key);
  content.set("seal", Json::string(seal));
  auto table = SafeTable::load_sealed(to_canonical(content), key);
  SANAQ_CHECK(table.has_value());
  return *std::move(table);
}

inline ReleasePlan sample_plan(UtcInstant visible_from, std::int64_t version = 1) {
  return {version,
          visible_from,
          {"kk", "ru", "en"},
          in_three("Бюро", "Бюро", "Bureau"),
          in_three("Санақ 2021", "Перепись 2021", "Census 2021"),
          in_three("құпия", "конфиденциально", "confidential"),
          in_three("Көрсеткіш", "Показатель", "Figure")};
}

inline Release sample_release(const std::string& id, UtcInstant visible_from, std::int64_t version = 1) {
  auto release = make_release(sample_table(id), sample_plan(visible_from, version));
  SANAQ_CHECK(release.has_value());
  return *std::move(release);
}

}  // namespace sanaq::testing
