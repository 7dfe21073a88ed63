#pragma once
#include "base/table_meaning.h"
#include "microdata/microdata.h"
#include "tabulation/table_plan.h"

namespace sanaq {

/// Who is in the cells of a planned table: its universe taken apart into conditions about one variable each
/// (what cannot be is kept as text), and the values of every category. A variable that others refine stands
/// as the finest of them (a region as its districts), so that tables of both levels meet. plan: with the
/// lines of the sides not multiplied yet by strides.
TableMeaning meaning_of(const TablePlan& plan, const Predicate& universe, const Microdata& data);

}  // namespace sanaq
