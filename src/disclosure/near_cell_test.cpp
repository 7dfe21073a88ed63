#include "disclosure/near_cell.h"

#include <doctest.h>

#include "disclosure/testing/sample_tables.h"

using namespace sanaq;
using namespace sanaq::disclosure;
using namespace sanaq::disclosure::testing;

TEST_CASE("the smallest cell of the own lines, then beyond hidden ones, then none") {
  // Total 21, a 1 and 2 and 3, b 4 and 5 and 6: rows a and b, three columns.
  const RawTable table = RawTable::roll_up(sample_head({lettered("row", 2), lettered("column", 3)}),
                                           {0, 0, 0, 0, 0, 1, 2, 3, 0, 4, 5, 6})
                             .value();
  const RawTable* one = &table;
  const CellWeb web = CellWeb::make({&one, 1}).value();
  const auto at = [&web](std::size_t position) { return web.cells_of(0)[position]; };
  std::vector<std::uint8_t> hidden(web.size(), 0), fixed(web.size(), 0);
  hidden[at(5)] = 1;
  CHECK(smallest_near(web, hidden, fixed, at(5)) == at(6));
  fixed[at(6)] = 1;
  CHECK(smallest_near(web, hidden, fixed, at(5)) == at(7));
  // Everything in its lines is hidden: 5 stands beyond, beside the hidden 4.
  for (const std::size_t position : {4u, 6u, 7u, 9u, 1u}) hidden[at(position)] = 1;
  fixed[at(6)] = 0;
  CHECK(smallest_near(web, hidden, fixed, at(5)) == at(10));
  for (std::size_t position = 0; position < 12; ++position) hidden[at(position)] = 1;
  CHECK(smallest_near(web, hidden, fixed, at(5)) == no_web_cell);
}
