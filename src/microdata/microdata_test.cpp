#include <doctest.h>

#include <memory>

#include "base/rng.h"
#include "base/text.h"
#include "microdata/block_checksum.h"
#include "microdata/microdata_builder.h"
#include "microdata/microdata_file.h"
#include "microdata/packing.h"
#include "microdata/testing/reseal.h"

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

TEST_CASE("cells take the fewest bits") {
  const Microdata data = sample(5000);
  CHECK(data.row_count() == 5000);
  CHECK(data.column(0).bits() == 1);
  CHECK(data.column(1).bits() == 2);
  CHECK(data.column(2).bits() == 8);
  CHECK(data.column(3).bits() == 16);
  CHECK(data.column(4).bits() == 32);
  CHECK(data.find("age") == 2);
  CHECK(data.find("surname") == -1);
}

TEST_CASE("what is packed is unpacked, for every width") {
  SplitMix rng(4);
  for (const unsigned bits : {1U, 2U, 4U}) {
    std::vector<std::uint8_t> cells(chunk_rows), packed(chunk_bytes(bits)), again(chunk_rows);
    for (std::uint8_t& cell : cells) cell = static_cast<std::uint8_t>(rng.below(1U << bits));
    pack_chunk(cells.data(), bits, packed.data());
    unpack_chunk(packed.data(), bits, again.data());
    CHECK(again == cells);
    for (const std::size_t row : {std::size_t{0}, std::size_t{511}, std::size_t{512}, std::size_t{4095}})
      CHECK(cell_of_chunk(packed.data(), bits, row) == cells[row]);
    CHECK(greatest(cells.data()) == (1U << bits) - 1);
  }
  CHECK(cell_bits(1) == 1);
  CHECK(cell_bits(3) == 2);
  CHECK(cell_bits(16) == 4);
  CHECK(cell_bits(17) == 8);
  CHECK(cell_bits(257) == 16);
  CHECK(cell_bits(0) == 32);
}

TEST_CASE("the checksum is XXH64") {
  CHECK(block_checksum("") == 0xEF46DB3751D8E999ULL);
  CHECK(block_checksum("a") == 0xD24EC4F1A98C6E5BULL);
  CHECK(block_checksum("abc") == 0x44BC2CF5AD770999ULL);
  CHECK(block_checksum("Nobody inspects the spammish repetition") == 0xFBCEA83C8A378BF1ULL);
}

TEST_CASE("a column that seldom changes is kept as runs") {
  auto builder = MicrodataBuilder::make({"kz-2021", 1}, persons()).value();
  for (std::uint32_t row = 0; row < 20'000; ++row) {
    const std::uint32_t district = row < 7'000 ? 0 : row < 9'000 ? 1 : 2;
    const std::uint32_t cells[] = {district == 2 ? 1U : 0U, district, row % 121, row % 300, row};
    REQUIRE(builder.add(cells));
  }
  const Microdata data = std::move(builder).freeze().value();
  REQUIRE(data.check_all());
  CHECK(data.column(0).runs() == std::vector<Column::Run>{{0, 0}, {9'000, 1}});
  CHECK(data.column(1).runs().size() == 3);
  CHECK(data.column(1).at(8'999) == 1);
  CHECK(data.column(2).at(8'999) == 8'999 % 121);
  CHECK(data.column(3).at(19'999) == 19'999 % 300);
  CHECK(data.column(4).at(19'999) == 19'999);
  std::string bytes(data.bytes());
  CHECK(read_microdata(bytes).value() == data);
  const std::size_t run = bytes.find(std::string("\x28\x23\0\0\1\0\0\0", 8));
  REQUIRE(run != std::string::npos);
  bytes[run] = '\x29';
  CHECK(read_microdata(bytes).error().code == "microdata_file.checksum");
  reseal_microdata(bytes);
  CHECK(read_microdata(bytes).error().code == "microdata.parent");
  bytes[run + 4] = 5;
  reseal_microdata(bytes);
  CHECK(read_microdata(bytes).error().code == "microdata_file.runs");
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
  for (const int rows : {0, 1, 1000, 70'000}) {
    const Microdata data = sample(rows);
    CHECK(read_microdata(data.bytes()).value() == data);
    CHECK(sample(rows).bytes() == data.bytes());
  }
}

TEST_CASE("file: every cut and every changed byte is refused") {
  const std::string bytes(sample(3).bytes());
  for (std::size_t length = 0; length < bytes.size(); length += 13)
    CHECK(!read_microdata(bytes.substr(0, length)));
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK(!read_microdata(changed));
  }
  CHECK(!read_microdata(bytes + '\0'));
}

TEST_CASE("file: the error says what is wrong and where") {
  const std::string bytes(sample(70'000).bytes());
  std::string changed = bytes;
  changed[0] = 'x';
  CHECK(read_microdata(changed).error().code == "microdata_file.magic");
  changed = bytes;
  changed[8] = 1;
  CHECK(read_microdata(changed).error().code == "microdata_file.version");
  changed = bytes;
  changed[bytes.size() - 40] = static_cast<char>(changed[bytes.size() - 40] ^ 1);
  CHECK(read_microdata(changed).error().code == "microdata_file.checksum");
  CHECK(read_microdata(changed).error().detail == "person household block 1");
  CHECK(read_microdata(bytes.substr(0, bytes.size() - 1)).error().code == "microdata_file.truncated");
  changed = bytes;
  changed[32] = '[';
  CHECK(read_microdata(changed).error().code == "microdata_file.checksum");
}

TEST_CASE("file: opening does not read the columns; a block is refused when it is first used") {
  auto bytes = std::make_shared<std::string>(sample(70'000).bytes());
  (*bytes)[bytes->size() - 40] ^= 1;
  const auto data = open_microdata({*bytes, bytes});
  REQUIRE(data);
  CHECK(data->persons().check(4, 0));
  CHECK(data->persons().check(4, 1).error().code == "microdata_file.checksum");
  CHECK(data->persons().check(4, 1).error().code == "microdata_file.checksum");
  (*bytes)[bytes->size() - 40] ^= 1;
  CHECK(data->persons().check(4, 1));
}

TEST_CASE("file: cells outside the code list are refused although the checksums are right") {
  std::string bytes(sample(3).bytes());
  const std::size_t ages = bytes.size() - 4096 * 4 - 4096 * 2 - 4096;
  bytes[ages] = static_cast<char>(200);
  reseal_microdata(bytes);
  CHECK(read_microdata(bytes).error().code == "microdata_file.checksum");
}

TEST_CASE("persons know their household, households their dwelling") {
  UnitVariables variables = {persons(), {coded("tenure", {"1", "2"})}, {coded("walls", {"1", "2", "3"})}};
  auto builder = MicrodataBuilder::make({"kz-2021", 1}, variables).value();
  const std::uint32_t person[] = {0, 0, 30, 0, 1};
  CHECK(builder.add(person).error().code == "microdata.unit");
  std::vector<std::uint32_t> household_of, tenure_of, walls_of;
  SplitMix rng(5);
  for (std::uint32_t dwelling = 0; dwelling < 3000; ++dwelling) {
    const std::uint32_t walls[] = {dwelling % 3};
    REQUIRE(builder.begin(Unit::dwelling, walls));
    for (std::uint64_t households = rng.below(3); households > 0; --households) {
      const std::uint32_t tenure[] = {static_cast<std::uint32_t>(rng.below(2))};
      REQUIRE(builder.begin(Unit::household, tenure));
      for (std::uint64_t people = rng.below(5); people > 0; --people) {
        REQUIRE(builder.add(person));
        tenure_of.push_back(tenure[0]);
        walls_of.push_back(walls[0]);
      }
    }
  }
  const Microdata data = std::move(builder).freeze().value();
  REQUIRE(data.check_all());
  const UnitTable& households = *data.table(Unit::household);
  const UnitTable& dwellings = *data.table(Unit::dwelling);
  CHECK(dwellings.row_count() == 3000);  // those without people too
  CHECK(dwellings.link() == nullptr);
  REQUIRE(data.row_count() == tenure_of.size());
  std::vector<std::uint32_t> above(chunk_rows);
  for (std::uint32_t row = 0; row < data.row_count(); ++row) {
    if (row % chunk_rows == 0) data.persons().link()->above_of_chunk(row / chunk_rows, above.data());
    const std::uint32_t household = data.persons().link()->above(row);
    REQUIRE(above[row % chunk_rows] == household);
    REQUIRE(households.column(0).at(household) == tenure_of[row]);
    REQUIRE(dwellings.column(0).at(households.link()->above(household)) == walls_of[row]);
  }
  CHECK(read_microdata(data.bytes()).value() == data);
}

TEST_CASE("builders of parts, put together, give the whole") {
  auto whole = MicrodataBuilder::make({"kz-2021", 1}, {persons(), {coded("tenure", {"1", "2"})}, {}}).value();
  auto first = whole, second = whole;
  for (std::uint32_t i = 0; i < 9000; ++i) {
    const std::uint32_t tenure[] = {i % 2};
    const std::uint32_t person[] = {0, i % 2, i % 100, 0, 1};
    MicrodataBuilder& part = i < 5000 ? first : second;
    for (MicrodataBuilder* builder : {&whole, &part}) {
      if (i % 3 == 0 || i == 5000) REQUIRE(builder->begin(Unit::household, tenure));
      REQUIRE(builder->add(person));
    }
  }
  REQUIRE(first.append(std::move(second)));
  CHECK(std::move(first).freeze().value() == std::move(whole).freeze().value());
}
