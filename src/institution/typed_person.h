#pragma once
#include <string>
#include <string_view>

#include "institution/resident.h"

namespace sanaq {

/// Words of people as codes and canonical texts: what a form and a table of an institution hold. What cannot
/// be understood stays as it was typed, so that check_person() finds it.

/// `31.12.1990`, `31/12/1990`, `1990-12-31`, with a time after it or not → `1990-12-31`.
std::string typed_day(std::string_view text);
/// 1, м, муж, мужской, ер, еркек, male → "1"; 2, ж, жен, әйел, female → "2".
std::string typed_sex(std::string_view text);
/// Without blanks and dashes; eleven digits that lost a leading zero in a table get it back.
std::string typed_iin(std::string_view text);
/// All of it, ends trimmed.
ResidentPerson typed_person(ResidentPerson raw);

}  // namespace sanaq
