#pragma once
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"

namespace sanaq {

/// Options of the steps below.
std::vector<std::string> coverage_round_options();
/// `sanaq coverage open --round NAME --areas FILE`: a round with the areas `sanaq coverage sample` drew.
/// Errors: "survey.round" (the name is taken).
Result<Done> open_round(const Arguments& arguments);
/// `sanaq coverage send --round NAME --area CODE --device ID`: a tablet begins to work for the round. Errors:
/// those of send_to_area.
Result<Done> send_tablet(const Arguments& arguments);
/// `sanaq coverage collect --round NAME --to DIR`: writes areas.csv, survey.csv, census.csv and pairs.csv,
/// and brings doubtful pairs to the office. The files hold facts about people: they are the owner's alone.
/// Errors: those of survey_tables and match_people.
Result<Done> collect_round(const Arguments& arguments);
/// `sanaq coverage reviewed --round NAME --to DIR`: writes into pairs.csv what clerks decided. Errors:
/// "coverage.row" (pairs.csv is of another matching).
Result<Done> take_reviewed(const Arguments& arguments);

}  // namespace sanaq
