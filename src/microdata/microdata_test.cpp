#include <doctest.h>

#include "base/rng.h"
#include "base/sha256.h"
#include "base/text.h"
#include "microdata/microdata.h"
#include "microdata/microdata_file.h"

using namespace sanaq;

namespace {

Variable coded(std::string name, std::vector<std::string> codes) {
  Variable variable;
  variable.codes.name = name;
  variable.codes.label = Labels{{"kk", name}, {"ru", name}, {"en", name}};
  for (const std::string& code : codes) variable.codes.categories.push_back({code, Labels{{"kk", code}}, -1});
  return variable;
}

std::vector<Variable> persons() {
  Variable region = coded("region", {"110000000", "750000000"});
  Variable district = coded("district", {"111000000", "113200000", "751100000"});
  district.parent = "region";
  district.parent_codes = {"110000000", "110000000", "750000000"};
  Variable age = coded("age", {});
  age.kind = Variable::Kind::number;
  age.last_number = 120;
  Variable ethnicity = coded("ethnicity", {});
  for (int i = 0; i < 300; ++i)
    ethnicity.codes.categories.push_back({"e" + zero_padded(i, 3), Labels{{"kk", "e"}}, -1});
  Variable household = coded("household", {});
  household.kind = Variable::Kind::link;
  return {region, district, age, ethnicity, household};
}

Microdata sample(int rows) {
  auto builder = MicrodataBuilder::make({"kz-2021", 1}, persons()).value();
  SplitMix rng(11);
  for (int i = 0; i < rows; ++i) {
    const auto district = static_cast<std::uint32_t>(rng.below(3));
    const std::uint32_t cells[] = {
        district == 2 ? 1U : 0U, district, static_cast<std::uint32_t>(rng.below(121)),
        static_cast<std::uint32_t>(rng.below(300)), static_cast<std::uint32_t>(rng.next())};
    REQUIRE(builder.add(cells));
  }
  return std::move(builder).freeze().value();
}

std::string error_of(std::vector<Variable> variables) {
  const auto builder = MicrodataBuilder::make({"kz-2021", 1}, std::move(variables));
  return builder ? "" : builder.error().code;
}

}  // namespace

TEST_CASE("columns take the narrowest width") {
  const Microdata data = sample(5);
  CHECK(data.row_count() == 5);
  CHECK(data.column(0).width() == 1);
  CHECK(data.column(3).width() == 2);
  CHECK(data.column(4).width() == 4);
  CHECK(data.find("age") == 2);
  CHECK(data.find("surname") == -1);
}

TEST_CASE("an IIN fits into no variable") {
  CHECK(error_of({coded("sex", {"991231500016"})}) == "microdata.code");
  CHECK(error_of({coded("sex", {"a name"})}) == "microdata.code");
  CHECK(error_of({coded("sex", {"1", "1"})}) == "microdata.code");
  CHECK(error_of({coded("sex", {})}) == "microdata.variable");
  Variable iin = coded("number", {});
  iin.kind = Variable::Kind::number;
  iin.last_number = 999'999'999;
  CHECK(error_of({iin}) == "microdata.variable");
  CHECK(error_of({coded("a b", {"1"})}) == "microdata.variable");
  CHECK(error_of({coded("sex", {"1"}), coded("sex", {"1"})}) == "microdata.variable");
  CHECK(error_of({}) == "microdata.variable");
  CHECK(MicrodataBuilder::make({"", 1}, persons()).error().code == "microdata.edition");
}

TEST_CASE("parents: unknown, of a wrong number, and a district outside its region") {
  auto variables = persons();
  variables[1].parent = "oblast";
  CHECK(error_of(variables) == "microdata.parent");
  variables = persons();
  variables[1].parent_codes[0] = "999";
  CHECK(error_of(variables) == "microdata.parent");
  variables = persons();
  variables[1].parent_codes.pop_back();
  CHECK(error_of(variables) == "microdata.code");
  auto builder = MicrodataBuilder::make({"kz-2021", 1}, persons()).value();
  const std::uint32_t cells[] = {1, 0, 30, 0, 1};
  REQUIRE(builder.add(cells));
  CHECK(std::move(builder).freeze().error().code == "microdata.parent");
}

TEST_CASE("rows outside the domain are refused and not kept") {
  auto builder = MicrodataBuilder::make({"kz-2021", 1}, persons()).value();
  const std::uint32_t old[] = {0, 0, 121, 0, 1};
  CHECK(builder.add(old).error().code == "microdata.row");
  CHECK(builder.add(std::span(old, 4)).error().code == "microdata.row");
  CHECK(builder.position(1, "751100000") == 2);
  CHECK(builder.position(1, "x") == -1);
  CHECK(std::move(builder).freeze().value().row_count() == 0);
}

TEST_CASE("file: round trip, same bytes, empty data") {
  for (const int rows : {0, 1, 1000}) {
    const Microdata data = sample(rows);
    const std::string bytes = write_microdata(data);
    CHECK(read_microdata(bytes).value() == data);
    CHECK(write_microdata(sample(rows)) == bytes);
  }
}

TEST_CASE("file: every cut and every changed byte is refused") {
  const std::string bytes = write_microdata(sample(3));
  for (std::size_t length = 0; length < bytes.size(); ++length)
    CHECK(!read_microdata(bytes.substr(0, length)));
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK(!read_microdata(changed));
  }
}

TEST_CASE("file: the error says what is wrong") {
  const std::string bytes = write_microdata(sample(3));
  std::string changed = bytes;
  changed[0] = 'x';
  CHECK(read_microdata(changed).error().code == "microdata_file.magic");
  changed = bytes;
  changed[8] = 2;
  CHECK(read_microdata(changed).error().code == "microdata_file.version");
  changed = bytes;
  changed[bytes.size() - 40] = static_cast<char>(changed[bytes.size() - 40] ^ 1);
  CHECK(read_microdata(changed).error().code == "microdata_file.checksum");
  CHECK(read_microdata(bytes.substr(0, bytes.size() - 1)).error().code == "microdata_file.truncated");
  changed = bytes;
  changed[24] = '[';
  CHECK(read_microdata(changed).error().code == "microdata_file.dictionary");
}

TEST_CASE("file: cells outside the code list are refused although the checksum is right") {
  std::string bytes = write_microdata(sample(3));
  bytes.resize(bytes.size() - 32);
  const std::size_t ages = bytes.size() - 3 * 4 - 3 * 2 - 3;
  bytes[ages] = static_cast<char>(200);
  CHECK(read_microdata(bytes + sha256(bytes)).error().code == "microdata.row");
}
