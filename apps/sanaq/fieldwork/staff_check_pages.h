#pragma once
#include "sanaq/command/form_parts.h"
#include "sanaq/fieldwork/fieldwork_desk.h"
#include "sanaq/site.h"
#include "store/wrong_codes_pg.h"

namespace sanaq {

/// What the public check of cards stands on. Everything outlives the router.
struct StaffCheck {
  const Site& site;
  FieldworkDesk& desk;
  WrongCodesPg& wrong;    // numbers that were none
  WrongCodesPg& reports;  // sent from doors
};

/// `/{lang}/staff-check`: anybody may check the card of whoever stands at the door, and tell the department.
/// Numbers cannot be tried out: they are random with a check letter, wrong ones are counted by address, and
/// the photo is reached only by a token from the answer to a right one.
void add_staff_check_pages(http::Router& router, const StaffCheck& check);

/// The form "this person is at my door" below an answer. found: nothing when no number was read.
std::string door_report_form(const StaffCheck& check, const Visitor& visitor,
                             const std::optional<CardAnswer>& found, const std::string& typed,
                             const FieldErrors& errors, const http::Fields& fields);
http::Response post_door_report(const StaffCheck& check, const http::Request& request,
                                const Visitor& visitor);

}  // namespace sanaq
