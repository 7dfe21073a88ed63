#pragma once
#include "page/decode.h"
#include "page/render.h"
#include "sanaq/site.h"

namespace sanaq {

/// Takes a picture for a case: cleaned, sealed, durable when it returns. Gives its name. Errors: those of
/// picture::read, "picture.limit", "store.unavailable".
Result<std::string> store_picture(const Site& site, CaseId case_id, std::string_view bytes);

/// A stored picture as an answer to its owner; 404 when the case has none of this name.
http::Response picture_response(const Site& site, CaseId case_id, std::string_view name,
                                const std::string& request_id);

/// Files posted with a questionnaire page: stores each and puts its name into `fields`, as the answer. What
/// is no picture is told at its question, and the page stays. Errors: "store.unavailable", those of
/// parse_multipart.
Result<std::vector<page::Rejected>> take_files(const Site& site, CaseId case_id, const Interview& interview,
                                               const http::Request& request, page::Fields& fields);

/// Keeps the pictures that a household's answers name; gives the names of the findings for those that are not
/// stored (`<question>.picture`). With one of them the household must not be submitted.
Result<std::vector<std::string>> missing_pictures(const Site& site, CaseId case_id,
                                                  const Interview& interview);

/// A question for a picture stands in the form.
bool asks_picture(const Form& form);
/// A posted page with a picture and its answers, in bytes.
inline constexpr std::size_t picture_post_bytes_max = picture::bytes_max + 512 * 1024;

/// POST /q/pictures (bytes of a picture, `X-Csrf`) → {"picture"}; GET /q/pictures/{name}. For who has a
/// session.
void add_picture_api(http::Router& router, const Site& site);

}  // namespace sanaq
