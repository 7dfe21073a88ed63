#include <doctest.h>

#include <string>

#include "documents/certificate.h"
#include "documents/custody_act.h"
#include "documents/qr_code.h"

using namespace sanaq;

TEST_CASE("QR code: finder squares stand in three corners; too long a text is refused") {
  const auto code = make_qr_code("https://localhost/verify?c=ABCD-EFGH-JKMN");
  REQUIRE(code);
  const auto at = [&](int x, int y) {
    return static_cast<bool>(code->dark[static_cast<std::size_t>(y * code->width + x)]);
  };
  for (int i = 0; i < 7; ++i) CHECK((at(i, 0) && at(code->width - 1 - i, 0) && at(0, code->width - 1 - i)));
  CHECK(!at(7, 0));
  CHECK(make_qr_code(std::string(3000, 'a')).error().code == "qr.size");
  CHECK(make_qr_code("").error().code == "qr.size");
}

TEST_CASE("certificate: a PDF of one page with embedded fonts") {
  Certificate c;
  c.issuer = "Ұлттық статистика бюросы";
  c.blocks = {{"kk", "Анықтама", "Осы анықтама берілді", {{"Күні", "01.09.2021"}}, "Тексеру"},
              {"ru", "Справка", "Настоящая справка выдана", {{"Дата", "01.09.2021"}}, "Проверка"}};
  c.code = "ABCD-EFGH-JKMN";
  c.qr_text = "sanaq:ABCD";
  const auto pdf = certificate_pdf(c);
  REQUIRE(pdf);
  CHECK(pdf->starts_with("%PDF-"));
  CHECK(pdf->size() > 5000);
  CHECK(pdf->find("/FontFile") != std::string::npos);
}

TEST_CASE("000-8: an act as PDF, its table over as many pages as it needs, with embedded fonts") {
  ActDocument act;
  act.language = "kk";
  act.title = "Қабылдау-тапсыру актісі";
  act.number = "№ 12/2021";
  act.columns = {"№", "Атауы", "Сериялық нөмірі", "Саны", "Жай-күйі"};
  act.rows.assign(90, {"1", "Планшет", "R52T100001", "1", "жаңа"});
  act.giver = {"Тапсырды", "Ә. Ғ. Үлгі", "бас маман", ""};
  act.taker = {"Қабылдады", "Қ. Ң. Үлгі", "жауапты қызметкер", ""};
  act.code = "ABCD-EFGH-JKMN";
  act.qr_text = "https://localhost/office/equipment/find?code=ABCDEFGHJKMN";
  const auto pdf = custody_act_pdf(act);
  REQUIRE(pdf);
  CHECK(pdf->starts_with("%PDF-"));
  CHECK(pdf->find("/FontFile") != std::string::npos);
  const std::size_t count = pdf->find("/Count ");  // of pages
  REQUIRE(count != std::string::npos);
  CHECK(std::stoi(pdf->substr(count + 7)) >= 3);
  act.qr_text.clear();
  CHECK(custody_act_pdf(act).error().code == "qr.size");
}
