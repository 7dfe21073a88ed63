#pragma once
#include "sanaq/fieldwork/fieldwork_desk.h"
#include "sanaq/respondent/wrong_codes.h"
#include "sanaq/site.h"

namespace sanaq {

/// `/{lang}/staff-check`: anybody may check the card of whoever stands at the door. Numbers cannot be tried
/// out: they are random with a check letter, wrong ones are counted by address, and the photo is reached only
/// by a token from the answer to a right one. Everything outlives the router.
void add_staff_check_pages(http::Router& router, const Site& site, FieldworkDesk& desk, WrongCodes& wrong);

}  // namespace sanaq
