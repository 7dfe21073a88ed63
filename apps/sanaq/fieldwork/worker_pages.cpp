#include "sanaq/fieldwork/worker_pages.h"

#include "sanaq/fieldwork/holdings.h"
#include "sanaq/fieldwork/worker_words.h"

namespace sanaq {

void add_office_workers(http::Router& router, const SharedOffice& office) {
  if (office->fieldwork == nullptr) return;
  constexpr std::size_t photo_bytes_max = picture::bytes_max + 64 * 1024;
  constexpr std::size_t list_bytes_max = std::size_t{8} << 20;
  const auto add = [&](Permission permission, http::Method method, const std::string& path, auto page,
                       http::RouteOptions options = {}) {
    add_office_page(
        router, office, SignIn::needed, method, staff_path + path,
        [office, permission, page](const http::Request& request, const OfficeVisit& visit) {
          if (!may_at_home(*office, visit, permission)) return office_forbidden(*office, visit);
          return page(*office, request, visit);
        },
        options);
  };
  using enum http::Method;
  add(Permission::view_staff, get, "", worker_list_page);
  add(Permission::view_staff, post, "/find", worker_list_page);
  add(Permission::manage_staff, get, "/new", application_page);
  add(Permission::manage_staff, post, "/new", post_application);
  add(Permission::manage_staff, get, "/seminars", seminar_list_page);
  add(Permission::manage_staff, post, "/seminars", post_seminar);
  add(Permission::manage_staff, get, "/seminars/{seminar}", seminar_page);
  add(Permission::manage_staff, post, "/seminars/{seminar}/enrol", post_enrolment);
  add(Permission::manage_staff, post, "/seminars/{seminar}/move", post_seminar_move);
  add(Permission::manage_staff, post, "/seminars/{seminar}/end", post_seminar_end);
  add(Permission::manage_staff, post, "/seminars/{seminar}/marks", post_marks);
  add(Permission::manage_staff, get, "/import", staff_import_page);
  add(Permission::manage_staff, post, "/import", post_staff_import, {http::Run::pooled, list_bytes_max});
  add(Permission::manage_staff, get, "/reports", door_reports_page);
  add(Permission::manage_staff, post, "/reports/seen", see_door_report);
  add(Permission::view_staff, get, "/{worker}", worker_page);
  add(Permission::view_staff, get, "/{worker}/photo", worker_photo);
  add(Permission::manage_staff, post, "/{worker}/photo", post_photo, {http::Run::pooled, photo_bytes_max});
  add(Permission::manage_staff, get, "/{worker}/card.pdf", card_pdf);
  add(Permission::manage_staff, post, "/{worker}/step/{action}", post_step);
  add(Permission::manage_staff, get, "/{worker}/application", amend_page);
  add(Permission::manage_staff, post, "/{worker}/application", post_amended);
  add(Permission::manage_staff, post, "/{worker}/replace", post_replacement);
  add(Permission::manage_staff, post, "/{worker}/kit", post_kit);
  add(Permission::manage_staff, post, "/{worker}/tablet", post_tablet);
  add(Permission::manage_staff, post, "/{worker}/cases", post_cases);
}

}  // namespace sanaq
